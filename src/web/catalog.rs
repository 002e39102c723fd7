//! Everything there is to choose from, described for a page that knows no name.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::core::analysis::hessian;
use crate::core::dataset::feature;
use crate::core::experiment::MOST_RUNS;
use crate::core::network::{activation, initialization, loss};
use crate::core::registry::{Entry, Parameter, Scale, Setting};
use crate::core::surface::{self, Facts, Surface};
use crate::core::{dataset, optimizer, schedule, series};

/// Every choice there is, with its parameters: optimizers, schedules, surfaces, datasets,
/// activations, losses, initializations, features and series.
///
/// # Errors
/// None in practice.
#[wasm_bindgen(unchecked_return_type = "Catalog")]
pub fn catalog() -> Result<JsValue, JsError> {
    to_js(&Catalog {
        optimizers: optimizer::ALL.iter().map(Item::of).collect(),
        schedules: schedule::ALL.iter().map(Item::of).collect(),
        surfaces: surface::ALL.iter().map(SurfaceItem::of).collect(),
        datasets: dataset::ALL.iter().map(Item::of).collect(),
        activations: activation::ALL.iter().map(Item::of).collect(),
        losses: loss::ALL.iter().map(Item::of).collect(),
        initializations: initialization::ALL.iter().map(Item::of).collect(),
        features: feature::ALL.iter().map(FeatureItem::of).collect(),
        series: series::ALL.iter().map(Item::of).collect(),
    })
}

/// The most runs of an experiment, or averages of a series.
#[wasm_bindgen(js_name = mostRuns)]
#[must_use]
pub fn most_runs() -> usize {
    MOST_RUNS
}

/// A value for JavaScript: plain objects and arrays, `undefined` for what is not there.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    Ok(value.serialize(&serializer)?)
}

#[derive(Serialize)]
struct Catalog {
    optimizers: Vec<Item>,
    schedules: Vec<Item>,
    surfaces: Vec<SurfaceItem>,
    datasets: Vec<Item>,
    activations: Vec<Item>,
    losses: Vec<Item>,
    initializations: Vec<Item>,
    features: Vec<FeatureItem>,
    series: Vec<Item>,
}

/// What a network can be given of a point.
#[derive(Serialize)]
struct FeatureItem {
    id: &'static str,
    label: &'static str,
}

/// An entry of a registry.
#[derive(Serialize)]
struct Item {
    id: &'static str,
    label: &'static str,
    summary: &'static str,
    formula: &'static str,
    reference: &'static str,
    parameters: Vec<ParameterItem>,
}

#[derive(Serialize)]
struct ParameterItem {
    id: &'static str,
    symbol: &'static str,
    label: &'static str,
    default: DefaultItem,
    min: f64,
    max: f64,
    scale: &'static str,
    kind: &'static str,
    unit: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DefaultItem {
    Number(f64),
    List(&'static [f64]),
}

#[derive(Serialize)]
struct SurfaceItem {
    #[serde(flatten)]
    item: Item,
    #[serde(flatten)]
    facts: Option<SurfaceFacts>,
}

/// What is known of a surface beforehand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SurfaceFacts {
    window: [f64; 4],
    start: [f64; 2],
    quadratic: bool,
    samples: usize,
    axes: [&'static str; 2],
    critical_points: Vec<CriticalPoint>,
}

#[derive(Serialize)]
struct CriticalPoint {
    x: f64,
    y: f64,
    value: f64,
    kind: &'static str,
    eigenvalues: [f64; 2],
    global: bool,
}

impl Item {
    fn of<Build>(entry: &Entry<Build>) -> Self {
        Self {
            id: entry.id,
            label: entry.label,
            summary: entry.summary,
            formula: entry.formula,
            reference: entry.reference,
            parameters: entry.parameters.iter().map(ParameterItem::of).collect(),
        }
    }
}

impl FeatureItem {
    fn of(feature: &feature::Feature) -> Self {
        Self {
            id: feature.id,
            label: feature.label,
        }
    }
}

impl ParameterItem {
    fn of(parameter: &Parameter) -> Self {
        Self {
            id: parameter.id,
            symbol: parameter.symbol,
            label: parameter.label,
            default: match parameter.default {
                Setting::Number(x) => DefaultItem::Number(x),
                Setting::List(list) => DefaultItem::List(list),
            },
            min: parameter.min,
            max: parameter.max,
            scale: match parameter.scale {
                Scale::Linear => "linear",
                Scale::Log => "log",
            },
            kind: parameter.kind.id(),
            unit: parameter.unit,
        }
    }
}

impl SurfaceItem {
    fn of(entry: &'static Entry<surface::Build>) -> Self {
        let built = entry.values([]).ok().map(|values| (entry.build)(&values));
        Self {
            item: Item::of(entry),
            facts: built.map(|surface| SurfaceFacts::of(surface.as_ref(), &surface.facts())),
        }
    }
}

impl SurfaceFacts {
    pub(super) fn of(surface: &dyn Surface, facts: &Facts) -> Self {
        let values = facts
            .critical_points
            .iter()
            .map(|point| surface.value(point.x, point.y));
        let lowest = values.fold(f64::INFINITY, f64::min);
        let critical_points = facts
            .critical_points
            .iter()
            .map(|point| {
                let value = surface.value(point.x, point.y);
                CriticalPoint {
                    x: point.x,
                    y: point.y,
                    value,
                    kind: point.kind.id(),
                    eigenvalues: hessian::eigenvalues(surface.hessian(point.x, point.y)),
                    global: point.kind.id() == "minimum"
                        && value <= lowest + 1e-9 * lowest.abs().max(1.0),
                }
            })
            .collect();
        let Facts { window, start, .. } = *facts;
        Self {
            window: [window.x[0], window.x[1], window.y[0], window.y[1]],
            start,
            quadratic: facts.quadratic,
            samples: surface.samples(),
            axes: surface.axes(),
            critical_points,
        }
    }
}
