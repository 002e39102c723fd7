//! Every schedule against its formula, written out once more, and what must hold of all of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::f64::consts::PI;

use downhill::core::Error;
use downhill::core::registry::{Kind, Setting};
use downhill::core::schedule::{self, Schedule};
use proptest::prelude::*;

type Given<'a> = &'a [(&'a str, Setting<'a>)];

fn build(id: &str, given: Given) -> Result<Box<dyn Schedule>, Error> {
    let entry = schedule::find(id)?;
    (entry.build)(&entry.values(given.iter().copied())?)
}

fn number(x: f64) -> Setting<'static> {
    Setting::Number(x)
}

/// A schedule, its parameters, and its formula: the rate from α and t.
type Row<'a> = (&'a str, Given<'a>, &'a dyn Fn(f64, f64) -> f64);

#[test]
fn every_schedule_equals_its_formula() {
    let one_cycle = |a: f64, t: f64| {
        if t >= 200.0 {
            a / 1000.0
        } else if t < 50.0 {
            a / 10.0 + (a - a / 10.0) * (1.0 - (PI * t / 50.0).cos()) / 2.0
        } else {
            let share = (t - 50.0) / 150.0;
            a / 1000.0 + (a - a / 1000.0) * (1.0 + (PI * share).cos()) / 2.0
        }
    };
    let rows: &[Row] = &[
        ("constant", &[], &|a, _| a),
        ("time_based", &[("period", number(70.0))], &|a, t| {
            a / (1.0 + t / 70.0)
        }),
        (
            "linear",
            &[("period", number(150.0)), ("floor", number(0.01))],
            &|a, t| {
                if t < 150.0 {
                    a - (a - 0.01) * t / 150.0
                } else {
                    0.01
                }
            },
        ),
        (
            "exponential",
            &[("factor", number(0.8)), ("period", number(12.5))],
            &|a, t| a * (0.8_f64.ln() * t / 12.5).exp(),
        ),
        ("inverse_sqrt", &[("scale", number(3.0))], &|a, t| {
            3.0 * a * (t + 1.0).powf(-0.5)
        }),
        (
            "step",
            &[("factor", number(0.5)), ("every", number(40.0))],
            &|a, t| a / 2_f64.powi((t as i32) / 40),
        ),
        (
            "piecewise",
            &[
                ("boundaries", Setting::List(&[1.0, 100.0])),
                ("rates", Setting::List(&[0.3, 0.2, 0.7])),
            ],
            &|_, t| {
                if t < 1.0 {
                    0.3
                } else if t < 100.0 {
                    0.2
                } else {
                    0.7
                }
            },
        ),
        (
            "cosine",
            &[("period", number(120.0)), ("floor", number(0.02))],
            &|a, t| 0.02 + (a - 0.02) * (1.0 + (PI * t.min(120.0) / 120.0).cos()) / 2.0,
        ),
        ("warmup", &[("steps", number(30.0))], &|a, t| {
            a * ((t + 1.0) / 30.0).min(1.0)
        }),
        (
            "one_cycle",
            &[
                ("steps", number(200.0)),
                ("peak_fraction", number(0.25)),
                ("start_divisor", number(10.0)),
                ("end_divisor", number(1000.0)),
            ],
            &one_cycle,
        ),
    ];
    let ids: Vec<_> = rows.iter().map(|(id, ..)| *id).collect();
    let all: Vec<_> = schedule::ALL.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, all, "every schedule has a row");
    for (id, given, formula) in rows {
        let schedule = build(id, given).unwrap();
        let named: Vec<_> = given.iter().map(|(name, _)| *name).collect();
        let theirs = schedule::find(id).unwrap().parameters.iter().map(|p| p.id);
        assert_eq!(named, theirs.collect::<Vec<_>>(), "{id}");
        for rate in [0.1, 3.0] {
            for t in 0..400 {
                let (ours, formula) = (schedule.rate(rate, t), formula(rate, t as f64));
                let off = (ours - formula).abs();
                assert!(off <= 1e-13 * rate, "{id} at {t}: {ours}, not {formula}");
            }
        }
        assert_eq!(schedule.is_constant(), *id == "constant");
    }
}

/// α(t) for α = 1 at some t.
fn rates<const N: usize>(id: &str, given: Given, t: [u64; N]) -> [f64; N] {
    let schedule = build(id, given).unwrap();
    t.map(|t| schedule.rate(1.0, t))
}

#[test]
fn the_ends_are_exact() {
    let floor: Given = &[("period", number(10.0)), ("floor", number(0.3))];
    for id in ["linear", "cosine"] {
        assert_eq!(
            rates(id, floor, [0, 10, 11, 1 << 53]),
            [1.0, 0.3, 0.3, 0.3],
            "{id}"
        );
    }
    assert_eq!(
        rates("cosine", &[("period", number(0.25))], [0, 1]),
        [1.0, 0.0],
        "a period shorter than an update"
    );
    assert_eq!(
        rates("warmup", &[("steps", number(4.0))], [0, 3, 4]),
        [0.25, 1.0, 1.0]
    );
    assert_eq!(
        rates("warmup", &[("steps", number(1.0))], [0, 1]),
        [1.0, 1.0]
    );
    let halves: Given = &[("factor", number(0.5)), ("every", number(3.0))];
    assert_eq!(
        rates("step", halves, [0, 2, 3, 5, 6]),
        [1.0, 1.0, 0.5, 0.5, 0.25]
    );
    let table: Given = &[
        ("boundaries", Setting::List(&[])),
        ("rates", Setting::List(&[0.7])),
    ];
    assert_eq!(rates("piecewise", table, [0, 1 << 53]), [0.7, 0.7]);
}

#[test]
fn step_decay_falls_at_whole_multiples_however_late() {
    let every: Given = &[("factor", number(0.5)), ("every", number(3.0))];
    let schedule = build("step", every).unwrap();
    // From 2¹⁰⁷³ on, powers of 2 are exact for 2146 halvings.
    let start = f64::MAX / 2.0;
    for falls in [1_u64, 7, 500, 2000] {
        let (last, first) = (
            schedule.rate(start, 3 * falls - 1),
            schedule.rate(start, 3 * falls),
        );
        assert_eq!(last, 2.0 * first, "{falls}");
    }
}

#[test]
fn one_cycle_has_its_peak_and_ends_where_it_says() {
    let cycle = |peak| {
        build(
            "one_cycle",
            &[
                ("steps", number(10.0)),
                ("peak_fraction", number(peak)),
                ("start_divisor", number(4.0)),
                ("end_divisor", number(8.0)),
            ],
        )
        .unwrap()
    };
    let at = |peak, t| cycle(peak).rate(1.0, t);
    assert_eq!(
        [at(0.5, 0), at(0.5, 5), at(0.5, 10), at(0.5, 11)],
        [0.25, 1.0, 0.125, 0.125]
    );
    // Only down, and only up.
    assert_eq!([at(0.0, 0), at(0.0, 10)], [1.0, 0.125]);
    assert_eq!([at(1.0, 0), at(1.0, 10)], [0.25, 0.125]);
    for t in 1..10 {
        assert!(
            at(0.0, t) < at(0.0, t - 1) && at(1.0, t) > at(1.0, t - 1),
            "{t}"
        );
        let rises = at(0.5, t) > at(0.5, t - 1);
        assert_eq!(rises, t <= 5, "{t}");
    }
}

#[test]
fn a_table_must_have_one_rate_more_than_boundaries() {
    let short = build("piecewise", &[("rates", Setting::List(&[0.1, 0.2]))]);
    assert_eq!(
        short.err().unwrap().to_string(),
        "the length of rates is 2, but must be 3, one more than the length of boundaries"
    );
}

#[test]
fn what_is_out_of_range_is_refused_by_name() {
    for entry in schedule::ALL {
        for parameter in entry.parameters {
            let bad: &[Setting] = match (parameter.id, parameter.kind) {
                ("period" | "factor" | "scale" | "start_divisor" | "end_divisor", _) => {
                    &[number(0.0), number(-1.0), Setting::List(&[1.0])]
                }
                ("floor", _) => &[number(-1e-9)],
                ("peak_fraction", _) => &[number(-0.1), number(1.1)],
                ("every" | "steps", _) => &[number(0.0), number(1.5), number(-3.0), number(1e17)],
                ("boundaries", _) => &[
                    Setting::List(&[0.0]),
                    Setting::List(&[5.0, 5.0]),
                    Setting::List(&[5.0, 4.0]),
                    Setting::List(&[2.5]),
                    Setting::List(&[f64::NAN]),
                ],
                ("rates", _) => &[
                    Setting::List(&[]),
                    Setting::List(&[0.1, 0.0]),
                    Setting::List(&[f64::INFINITY]),
                ],
                (id, kind) => panic!("{}: no bad values for {id} ({kind:?})", entry.id),
            };
            let never = [
                number(f64::NAN),
                number(f64::INFINITY),
                number(f64::NEG_INFINITY),
            ];
            for &setting in bad.iter().chain(&never) {
                let message = entry
                    .values([(parameter.id, setting)])
                    .unwrap_err()
                    .to_string();
                let allowed = parameter.kind.allowed();
                assert_eq!(
                    message,
                    format!("{} is {setting}, but must {allowed}", parameter.id)
                );
            }
        }
    }
    assert_eq!(
        build("linear", &[("perod", number(1.0))])
            .err()
            .unwrap()
            .to_string(),
        "linear has no parameter \"perod\": it must be one of period, floor"
    );
}

/// Any valid number, the extremes among them.
fn valid(kind: Kind) -> BoxedStrategy<Vec<f64>> {
    let extreme = prop::sample::select(vec![f64::MIN_POSITIVE, 1e-300, 1.0, 1e300, f64::MAX]);
    let one = |s: BoxedStrategy<f64>| s.prop_map(|x| vec![x]).boxed();
    match kind {
        Kind::Positive => one(prop_oneof![1e-6..1e6_f64, extreme].boxed()),
        Kind::NonNegative => one(prop_oneof![Just(0.0), 0.0..10.0_f64, extreme].boxed()),
        Kind::Fraction => one(prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64].boxed()),
        Kind::Count => one((1..1_u64 << 53).prop_map(|n| n as f64).boxed()),
        Kind::Boundaries => Just(vec![3.0, 9_007_199_254_740_991.0]).boxed(),
        Kind::Rates => prop::collection::vec(extreme, 3).boxed(),
        _ => panic!("no schedule has a parameter of this kind"),
    }
}

proptest! {
    #[test]
    fn rates_are_finite_and_never_below_0(
        (entry, lists) in (0..schedule::ALL.len()).prop_flat_map(|i| {
            let entry = &schedule::ALL[i];
            let lists: Vec<_> = entry.parameters.iter().map(|p| valid(p.kind)).collect();
            (Just(entry), lists)
        }),
        rate in valid(Kind::Positive),
        t in prop_oneof![0..1000_u64, 0..=1_u64 << 53, Just(1 << 53)],
    ) {
        let given = entry.parameters.iter().zip(&lists).map(|(parameter, list)| {
            let setting = match parameter.default {
                Setting::Number(_) => Setting::Number(list[0]),
                Setting::List(_) => Setting::List(list),
            };
            (parameter.id, setting)
        });
        let schedule = (entry.build)(&entry.values(given).unwrap()).unwrap();
        let now = schedule.rate(rate[0], t);
        prop_assert!(now.is_finite() && now >= 0.0, "{} {lists:?}: {now}", entry.id);
        // A pure function of t.
        prop_assert_eq!(now, schedule.rate(rate[0], t));
    }
}
