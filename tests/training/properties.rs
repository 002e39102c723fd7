//! What must hold of any training.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// However the work is divided, the numbers are the same, bit for bit.
    #[test]
    fn many_updates_at_once_equal_one_by_one(
        updates in 1_u64..60,
        batch in prop_oneof![Just(Batch::All), (1_usize..60).prop_map(Batch::Size)],
        slices in prop::collection::vec(1_usize..5, 1..5),
        seed in 0_u32..1000,
    ) {
        let mut config = circle(batch, vec![adam(), sgd()]);
        config.data.seed = f64::from(seed).try_into().unwrap();
        let mut at_once = Training::new(config.clone()).unwrap();
        at_once.advance(updates);
        let mut one_by_one = Training::new(config.clone()).unwrap();
        for _ in 0..updates {
            one_by_one.advance(1);
        }
        let mut sliced = Training::new(config).unwrap();
        for slice in slices {
            let mut left = slice;
            sliced.advance_while(|| {
                left -= 1;
                left > 0
            });
        }
        sliced.advance(0);
        let mut again = Training::new(sliced.config().clone()).unwrap();
        again.advance(sliced.runs()[0].updates());
        for i in 0..2 {
            prop_assert!(bits(&at_once.runs()[i]) == bits(&one_by_one.runs()[i]));
            prop_assert!(bits(&sliced.runs()[i]) == bits(&again.runs()[i]));
        }
    }

    /// Whatever the network, what is recorded is what the parameters give.
    #[test]
    fn the_last_record_is_the_present_loss(
        hidden in prop::collection::vec(1_usize..10, 0..4),
        batch in 1_usize..300,
        activation in prop::sample::select(vec!["tanh", "relu", "sigmoid", "gelu", "linear"]),
    ) {
        let mut config = config("moons", &hidden, Batch::Size(batch), vec![adam()]);
        config.network.activation = activation.to_owned();
        let mut training = Training::new(config).unwrap();
        let epoch = training.runs()[0].updates_per_epoch();
        training.advance(2 * epoch);
        let present = training.present_losses(0).unwrap();
        let recorded = *training.runs()[0].losses().rows().last().unwrap();
        prop_assert_eq!(training.runs()[0].losses().steps(), 2);
        prop_assert_eq!(present, recorded);
        prop_assert_eq!(training.ground().table(Set::Train).len(), 250);
    }
}
