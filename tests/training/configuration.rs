//! What can be configured, and what is refused.

use super::*;

#[test]
fn wrong_configurations_say_what_is_wrong_and_where() {
    let edit = |edit: &dyn Fn(&mut TrainingConfig)| {
        let mut config = circle(Batch::Size(10), vec![sgd()]);
        edit(&mut config);
        match Training::new(config) {
            Err(error) => error.to_string(),
            Ok(_) => "accepted".to_owned(),
        }
    };
    let given = |inputs: Vec<Vec<f64>>, targets: Vec<f64>| DataConfig {
        source: Source::Given { inputs, targets },
        ..DataConfig::of("")
    };
    let with =
        |name: &str, value: f64| -> Settings { [(name.to_owned(), Given::Number(value))].into() };
    let dataset = |id: &str, parameters: Settings| DataConfig {
        source: Source::Dataset {
            dataset: id.to_owned(),
            parameters,
        },
        ..DataConfig::of("")
    };
    for (message, expected) in [
        (
            edit(&|config| config.data = dataset("cirle", Settings::new())),
            "data: unknown dataset \"cirle\": it must be one of circle, ",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("pionts", 100.0))),
            "data: circle has no parameter \"pionts\"",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("points", 50_001.0))),
            "data: points is 50001, but must be a whole number from 1 to 50000",
        ),
        (
            edit(&|config| config.data = dataset("circle", with("noise", -1.0))),
            "data: noise is -1, but must be a finite number, at least 0",
        ),
        (
            edit(&|config| config.data.train_fraction = Some(0.0)),
            "data: trainFraction is 0, but must be above 0 and at most 1",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0], vec![1.0, 2.0]], vec![0.0, 1.0])),
            "data: the length of inputs[1] is 2, but must be 1",
        ),
        (
            edit(&|config| config.data = given(vec![vec![f64::NAN]], vec![0.0])),
            "data: inputs[0][0] is NaN, but must be a finite number",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0]], vec![0.5])),
            "network: loss is cross_entropy, but must be squared_error",
        ),
        (
            edit(&|config| config.data = given(vec![vec![1.0]], vec![2.0])),
            "network: outputs is 1, but must be at least 3, the number of classes",
        ),
        (
            edit(&|config| config.data = DataConfig::of("plane")),
            "network: loss is cross_entropy, but must be squared_error",
        ),
        (
            edit(&|config| config.network.hidden = vec![8; 7]),
            "network: the length of hidden is 7, but must be at most 6",
        ),
        (
            edit(&|config| config.network.hidden = vec![8, 129]),
            "network: hidden[1] is 129, but must be from 1 to 128",
        ),
        (
            edit(&|config| config.network.outputs = Some(0)),
            "network: outputs is 0, but must be from 1 to 128",
        ),
        (
            edit(&|config| config.network.activation = "tan".to_owned()),
            "network: unknown activation \"tan\": it must be one of tanh, ",
        ),
        (
            edit(&|config| config.network.loss = "mse".to_owned()),
            "network: unknown loss \"mse\"",
        ),
        (
            edit(&|config| config.network.initialization = Some("ones".to_owned())),
            "network: unknown initialization \"ones\"",
        ),
        (
            edit(&|config| config.network.l2 = f64::INFINITY),
            "network: l2 is inf, but must be a finite number, at least 0",
        ),
        (
            edit(&|config| config.features = Some(Vec::new())),
            "features is an empty list, but must name at least one",
        ),
        (
            edit(&|config| config.features = Some(vec!["z".to_owned()])),
            "features[0]: unknown feature \"z\"",
        ),
        (
            edit(&|config| config.features = Some(vec!["x".to_owned(), "x".to_owned()])),
            "features[1]: the feature is \"x\" again, but must differ",
        ),
        (
            edit(&|config| {
                config.data = given(vec![vec![1.0]], vec![1.0]);
                config.features = Some(vec!["x".to_owned()]);
            }),
            "features is x, but must be left out",
        ),
        (
            edit(&|config| config.record = Some(0)),
            "record is 0, but must be a whole number of updates, at least 1",
        ),
        (
            edit(&|config| config.runs.clear()),
            "the number of runs is 0, but must be from 1 to 16",
        ),
        (
            edit(&|config| config.runs = vec![sgd(); 17]),
            "the number of runs is 17, but must be from 1 to 16",
        ),
        (
            edit(&|config| config.runs[0] = sgd().with("learning_rate", -1.0)),
            "runs[0].hyperparameters: learning_rate is -1",
        ),
    ] {
        assert!(message.starts_with(expected), "{message}");
    }
}

fn tree(value: &serde_json::Value) -> Tree {
    match value {
        serde_json::Value::Null => Tree::Nothing,
        serde_json::Value::Bool(flag) => Tree::Flag(*flag),
        serde_json::Value::Number(x) => Tree::Number(x.as_f64().unwrap()),
        serde_json::Value::String(text) => Tree::Text(text.clone()),
        serde_json::Value::Array(list) => Tree::List(list.iter().map(tree).collect()),
        serde_json::Value::Object(fields) => Tree::Record(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), tree(value)))
                .collect(),
        ),
    }
}

fn read(text: &str) -> Result<TrainingConfig, Error> {
    TrainingConfig::read(tree(&serde_json::from_str(text).unwrap()))
}

#[test]
fn a_configuration_is_read_and_written() {
    for text in [
        r#"{"data": {"dataset": "blobs", "classes": 4, "points": 300, "seed": 5, "trainFraction": 0.7},
            "network": {"hidden": [8, 8], "activation": "relu", "loss": "cross_entropy", "outputs": 5,
                        "l2": 0.001, "initialization": "he", "seed": 9},
            "features": ["x", "sin_y"], "batch": 32, "record": 10,
            "runs": [{"optimizer": "adam", "batch": "all"},
                     {"optimizer": "sgd", "hyperparameters": {"learning_rate": 0.1},
                      "schedule": {"id": "exponential", "factor": 0.5}}]}"#,
        r#"{"data": {"inputs": [[1, 2], [3, 4]], "targets": [0, 1]},
            "network": {"hidden": [], "activation": "tanh", "loss": "squared_error"},
            "batch": "all", "runs": [{"optimizer": "sgd"}]}"#,
    ] {
        let config = read(text).unwrap();
        Training::new(config.clone()).unwrap();
        let written = serde_json::to_value(&config).unwrap();
        assert_eq!(TrainingConfig::read(tree(&written)).unwrap(), config);
        let given: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(tree(&written), tree(&given));
    }
}

#[test]
fn what_cannot_be_read_is_named_by_its_path() {
    let good = r#"{"data": {"dataset": "circle"},
        "network": {"hidden": [4], "activation": "tanh", "loss": "cross_entropy"},
        "batch": 10, "runs": [{"optimizer": "sgd"}]}"#;
    read(good).unwrap();
    for (from, to, message) in [
        (
            "[4]",
            "[-1]",
            "network.hidden[0]: -1 was given, but must be a whole number",
        ),
        (
            "[4]",
            "[\"4\"]",
            "network.hidden[0]: \"4\" was given, but must be a whole number",
        ),
        (
            "[4]",
            "4",
            "network.hidden: 4 was given, but must be a list",
        ),
        (
            "\"batch\": 10",
            "\"batch\": 2.5",
            "batch: 2.5 was given, but must be \"all\" or",
        ),
        ("\"batch\": 10,", "", "batch: nothing was given"),
        (
            "\"batch\": 10",
            "\"batch\": 10, \"bath\": 1",
            "unknown field \"bath\"",
        ),
        (
            "\"dataset\": \"circle\"",
            "",
            "data: either dataset, or inputs and targets",
        ),
        (
            "\"circle\"",
            "\"circle\", \"inputs\": [[1]]",
            "data: either dataset, or inputs and targets",
        ),
        (
            "\"batch\": 10",
            "\"batch\": 10, \"record\": 0",
            "record: 0 was given, but must be a whole number from 1",
        ),
        (
            "[4]",
            "[129]",
            "network.hidden[0]: 129 was given, but must be a whole number from 1 to 128",
        ),
        (
            "\"circle\"",
            "\"circle\", \"noise\": \"1\"",
            "data.noise: \"1\" was given",
        ),
        (
            "\"dataset\": \"circle\"",
            "\"inputs\": [[1]]",
            "data.targets: nothing was given",
        ),
        (
            "\"dataset\": \"circle\"",
            "\"inputs\": [[1]], \"targets\": [1], \"noise\": 1",
            "data: unknown field \"noise\"",
        ),
        (
            "\"circle\"",
            "\"circle\", \"seed\": 0.5",
            "data.seed: 0.5 was given",
        ),
        (
            "\"sgd\"",
            "\"sgd\", \"batch\": 0",
            "runs[0].batch: 0 was given",
        ),
    ] {
        let error = read(&good.replace(from, to)).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}
