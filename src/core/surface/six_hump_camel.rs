//! The six-hump camel.

use num_dual::DualNum;

use super::{Build, CriticalPoint, Facts, Function, Window, square};
use crate::core::registry::Entry;

/// Six minima in three pairs, since f(−x, −y) = f(x, y); one pair is global.
///
/// # Formula
/// ```text
/// f(x, y) = (4−2.1x²+x⁴/3)x² + xy + (4y²−4)y²
/// ```
/// # Reference
/// Dixon & Szegö 1978, Towards Global Optimisation 2
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "six_hump_camel",
    label: "Six-hump camel",
    summary: "Six minima in pairs, of which one pair is lowest, and two hills.",
    formula: "f(x, y) = (4−2.1x²+x⁴/3)x² + xy + (4y²−4)y²",
    reference: "Dixon & Szegö 1978, Towards Global Optimisation 2",
    parameters: &[],
    build: |_| Box::new(SixHumpCamel),
};

struct SixHumpCamel;

impl Function for SixHumpCamel {
    #[inline(always)]
    fn value<D: DualNum<f64> + Copy>(&self, x: D, y: D) -> D {
        let (x2, y2) = (square(x), square(y));
        (x2 * (x2 / 3.0 - 2.1) + 4.0) * x2 + x * y + (y2 * 4.0 - 4.0) * y2
    }

    fn facts(&self) -> Facts {
        // One of each pair (x, y), (−x, −y), and the centre.
        let half = [
            CriticalPoint::minimum(0.089_842_013_100_318_06, -0.712_656_403_020_739_6),
            CriticalPoint::minimum(1.703_606_714_969_981, -0.796_083_568_672_625_1),
            CriticalPoint::minimum(1.607_104_752_920_197_2, 0.568_651_454_884_131_4),
            CriticalPoint::saddle(1.109_205_336_804_786_5, -0.768_268_092_509_539_9),
            CriticalPoint::saddle(1.638_067_984_189_778_5, 0.228_674_069_044_394_08),
            CriticalPoint::saddle(1.296_070_267_167_109_2, 0.605_084_388_038_658_5),
            CriticalPoint::maximum(1.230_229_876_516_652_6, 0.162_334_584_458_994_96),
        ];
        let mut critical_points = vec![CriticalPoint::saddle(0.0, 0.0)];
        critical_points.extend_from_slice(
            half.map(|p| {
                [
                    p,
                    CriticalPoint {
                        x: -p.x,
                        y: -p.y,
                        ..p
                    },
                ]
            })
            .as_flattened(),
        );
        Facts {
            window: Window::centred(2.2, 1.2),
            start: [1.9, 1.05],
            critical_points,
            quadratic: false,
        }
    }
}
