//! No update allocates by itself: what a training keeps is its records, which grow by doubling, and a
//! bounded number of states for the ledger, ever farther apart.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, unsafe_code)] // an allocator that counts cannot be written otherwise

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use downhill::core::experiment::{
    Batch, DataConfig, NetworkConfig, RunConfig, Training, TrainingConfig,
};

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Twice as many updates allocate as often as those before them: so many states are kept again when
/// their distance has doubled, whatever the number of updates between.
#[test]
fn updates_allocate_nothing_but_what_is_kept() {
    let mut training = Training::new(TrainingConfig {
        data: DataConfig::of("circle"),
        network: NetworkConfig::new(&[2], "tanh", "cross_entropy"),
        features: None,
        batch: Batch::Size(10),
        record: None,
        runs: vec![RunConfig::new("adam")],
    })
    .unwrap();
    training.advance(2_000);
    let mut allocations = |updates: u64| {
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        training.advance(updates);
        ALLOCATIONS.load(Ordering::Relaxed) - before
    };
    let (some, as_many) = (allocations(2_000), allocations(4_000));
    assert!(some <= 1_000, "{some} allocations");
    assert!(as_many <= some + 40, "{as_many} after {some}");
}
