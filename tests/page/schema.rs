//! As much of JSON Schema as this project's own schema uses; a keyword beyond that is a panic, so that
//! nothing in the schema goes unchecked.

use serde_json::Value;

/// Where a value breaks a schema, and how; empty when it does not.
pub fn breaches(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn holds(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    check(root, schema, value, "", &mut found);
    found.is_empty()
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().expect("a schema is an object");
    for (keyword, rule) in rules {
        let good = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "then" => true,
            "$ref" => {
                let place = rule.as_str().and_then(|text| text.strip_prefix('#'));
                let inner = place.and_then(|place| root.pointer(place));
                check(
                    root,
                    inner.expect("what is referred to"),
                    value,
                    path,
                    found,
                );
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is_of(kind, value)),
                kind => is_of(kind, value),
            },
            "const" => value == rule,
            "minimum" => !value.is_number() || value.as_f64() >= rule.as_f64(),
            "minItems" => value
                .as_array()
                .is_none_or(|list| list.len() as u64 >= number(rule)),
            "maxItems" => value
                .as_array()
                .is_none_or(|list| list.len() as u64 <= number(rule)),
            "required" => rule.as_array().into_iter().flatten().all(|name| {
                value.is_object() && value.get(name.as_str().unwrap_or_default()).is_some()
            }),
            "anyOf" => rule
                .as_array()
                .into_iter()
                .flatten()
                .any(|one| holds(root, one, value)),
            "allOf" => {
                for one in rule.as_array().into_iter().flatten() {
                    check(root, one, value, path, found);
                }
                true
            }
            "if" => {
                if holds(root, rule, value) {
                    check(root, &schema["then"], value, path, found);
                }
                true
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{path}[{i}]"), found);
                }
                true
            }
            "properties" => {
                for (name, one) in rule.as_object().into_iter().flatten() {
                    if let Some(part) = value.get(name) {
                        check(root, one, part, &format!("{path}.{name}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties");
                for (name, part) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.get(name).is_some()) {
                        continue;
                    }
                    let path = format!("{path}.{name}");
                    match rule {
                        Value::Bool(allowed) if !allowed => {
                            found.push(format!("{path} is unknown"))
                        }
                        Value::Bool(_) => {}
                        one => check(root, one, part, &path, found),
                    }
                }
                true
            }
            other => panic!("{other} is beyond this validator"),
        };
        if !good {
            found.push(format!("{path} breaks {keyword}: {rule}"));
        }
    }
}

fn number(rule: &Value) -> u64 {
    rule.as_u64().expect("a count")
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind.as_str().expect("a kind") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|x| x.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other} is no kind"),
    }
}
