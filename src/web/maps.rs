//! Maps and sweeps: how a result depends on the start, the learning rate and chance.
//!
//! Each is advanced like a race, a while at a time, and dropped to be cancelled.

use js_sys::{Float64Array, Int32Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;

use super::arguments::{config, finite, milliseconds, theme, thrown, whole};
use super::catalog::to_js;
use super::descent::time_left;
use crate::core::analysis::basin_map::{self, End};
use crate::core::analysis::{landscape, rate_sweep, seed_band, tuned_race};
use crate::plot::{basins, rates};

/// The class of a job that is done a while at a time.
macro_rules! job {
    ($(#[$attribute:meta])* $name:ident, $inner:ty, $config:literal) => {
        $(#[$attribute])*
        #[wasm_bindgen]
        pub struct $name {
            pub(super) inner: $inner,
        }

        #[wasm_bindgen]
        impl $name {
            /// The job of a configuration, nothing done yet.
            ///
            /// # Errors
            /// Throws when anything in it is unknown, missing or not allowed; the message names it.
            #[wasm_bindgen(constructor)]
            pub fn new(
                #[wasm_bindgen(js_name = config, unchecked_param_type = $config)] value: &JsValue,
            ) -> Result<Self, JsError> {
                let inner = <$inner>::new(config("config", value)?).map_err(thrown)?;
                Ok(Self { inner })
            }

            /// Works for about so long, coarse to fine; true when all is done.
            ///
            /// # Errors
            /// Throws unless the time is a finite number, at least 0.
            #[wasm_bindgen(js_name = advanceFor)]
            pub fn advance_for(
                &mut self,
                #[wasm_bindgen(js_name = milliseconds, unchecked_param_type = "number")]
                time: &JsValue,
            ) -> Result<bool, JsError> {
                let time = milliseconds(time)?;
                Ok(self.inner.advance_while(time_left(time)))
            }

            /// The share of the work that is done, 0 to 1.
            #[wasm_bindgen(getter)]
            pub fn progress(&self) -> f64 {
                self.inner.progress()
            }
        }
    };
}

fn or_undefined(value: Option<impl Serialize>) -> Result<JsValue, JsError> {
    value.map_or(Ok(JsValue::UNDEFINED), |value| to_js(&value))
}

job!(
    /// Which critical point a run ends in, and in how many steps, from the middle of every cell of a
    /// grid over the window.
    BasinMap,
    basin_map::BasinMap,
    "BasinMapConfig"
);

/// A critical point that a run may end at.
#[derive(Serialize)]
struct MapPoint {
    x: f64,
    y: f64,
    kind: &'static str,
    /// The place of its colour in the palette.
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<usize>,
}

/// The cells whose runs end in one way, as JavaScript sees them.
#[derive(Serialize)]
struct MapShare {
    end: i32,
    share: f64,
    steps: u32,
}

/// An end as a number.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // at most a thousand points
fn number(end: End) -> i32 {
    match end {
        End::At(place) => place as i32,
        End::Unsettled => -1,
        End::Diverged => -2,
        End::Unknown => -3,
    }
}

#[wasm_bindgen]
impl BasinMap {
    /// How the run from each cell ends, row by row from the bottom left: the place of its critical
    /// point in `points`, −1 where it is unsettled, −2 where it diverges, −3 where that is not known
    /// yet.
    #[wasm_bindgen(unchecked_return_type = "Int32Array")]
    pub fn ends(&self) -> Int32Array {
        let ends: Vec<i32> = self.inner.ends().iter().copied().map(number).collect();
        Int32Array::from(ends.as_slice())
    }

    /// The steps of each cell: those after which the run came to stay where it ends, or diverged.
    pub fn steps(&self) -> Uint32Array {
        Uint32Array::from(self.inner.steps())
    }

    /// The end of a cell, as in `ends`, and its steps.
    ///
    /// # Errors
    /// Throws unless there is such a cell.
    pub fn at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] cell: &JsValue,
    ) -> Result<Vec<i32>, JsError> {
        let cell = self.cell(cell)?;
        let steps = self.inner.steps()[cell];
        Ok(vec![number(self.inner.ends()[cell]), steps.cast_signed()])
    }

    fn cell(&self, cell: &JsValue) -> Result<usize, JsError> {
        Ok(whole("cell", cell, self.inner.ends().len() as u64 - 1)? as usize)
    }

    /// How the runs that are known end, the most frequent way first: the share of the cells, and the
    /// median of their steps.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "MapShare[]")]
    #[allow(clippy::cast_precision_loss)] // at most a million cells
    pub fn shares(&self) -> Result<JsValue, JsError> {
        let known = self.inner.known() as f64;
        let shares = self.inner.shares().into_iter().map(|share| MapShare {
            end: number(share.end),
            share: share.cells as f64 / known,
            steps: share.median,
        });
        to_js(&shares.collect::<Vec<_>>())
    }

    /// The critical points that runs may end at.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "MapPoint[]")]
    pub fn points(&self) -> Result<JsValue, JsError> {
        let points = self.inner.points();
        let all = points.iter().enumerate().map(|(place, point)| MapPoint {
            x: point.x,
            y: point.y,
            kind: point.kind.id(),
            style: basins::style_of(points, place),
        });
        to_js(&all.collect::<Vec<_>>())
    }

    /// The start [x, y] of a cell: its middle.
    ///
    /// # Errors
    /// Throws unless there is such a cell.
    pub fn start(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] cell: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        Ok(self.inner.start(self.cell(cell)?).to_vec())
    }

    /// The picture, a pixel a cell, the top row first, for `ImageData`: a colour for each end, fainter
    /// the more steps it takes; squares where runs diverge. What is not known yet looks like the
    /// nearest cell that is.
    ///
    /// # Errors
    /// Throws unless `dark` is true or false.
    pub fn pixels(
        &self,
        #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    ) -> Result<Clamped<Vec<u8>>, JsError> {
        let theme = theme(dark)?;
        Ok(Clamped(basins::pixels(theme, &self.inner)))
    }
}

job!(
    /// The loss after so many steps of every run of a race, at each of many learning rates, and at
    /// each value of another parameter where one is given.
    RateSweep,
    rate_sweep::RateSweep,
    "RateSweepConfig"
);

#[wasm_bindgen]
impl RateSweep {
    fn run(&self, run: &JsValue) -> Result<usize, JsError> {
        let runs = self.inner.config().race.runs().len() as u64;
        Ok(whole("run", run, runs - 1)? as usize)
    }

    /// The learning rates, from the lowest.
    pub fn rates(&self) -> Float64Array {
        Float64Array::from(self.inner.rates())
    }

    /// The values of the other parameter; one NaN where there is none.
    pub fn values(&self) -> Float64Array {
        Float64Array::from(self.inner.values())
    }

    /// The losses of a run, rate by rate for each value: NaN where they are not known yet, infinite
    /// where the run diverges.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn losses(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Float64Array, JsError> {
        Ok(Float64Array::from(self.inner.losses(self.run(run)?)))
    }

    /// The best rate of a run among those known, at a value of the other parameter counted from 0,
    /// and the range around it within twice the best loss; `undefined` where every rate diverges.
    ///
    /// # Errors
    /// Throws unless there are such a run and such a value.
    #[wasm_bindgen(unchecked_return_type = "BestRate | undefined")]
    pub fn best(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] value: &JsValue,
    ) -> Result<JsValue, JsError> {
        let row = if value.is_undefined() {
            0
        } else {
            whole("value", value, self.inner.values().len() as u64 - 1)?
        };
        or_undefined(self.inner.best(self.run(run)?, row as usize))
    }

    /// The cell of a run that lies nearest a rate and, where there is another parameter, a value of it.
    ///
    /// # Errors
    /// Throws unless there is such a run and the numbers are finite.
    #[wasm_bindgen(unchecked_return_type = "SweepCell")]
    pub fn at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] rate: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] value: &JsValue,
    ) -> Result<JsValue, JsError> {
        let (run, rate) = (self.run(run)?, finite("rate", rate)?);
        let value = match self.inner.config().across {
            Some(_) => finite("value", value)?,
            None => f64::NAN,
        };
        or_undefined(self.inner.at(run, rate, value))
    }

    /// The rate above which a run diverges, as known at its start; `undefined` where there is none.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(unchecked_return_type = "StabilityBound | undefined")]
    pub fn bound(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<JsValue, JsError> {
        or_undefined(self.inner.bound(self.run(run)?))
    }

    /// The heat map of a run, as `BasinMap.pixels`: the stronger the colour, the lower the loss.
    ///
    /// # Errors
    /// Throws unless there is such a run and `dark` is true or false.
    pub fn pixels(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    ) -> Result<Clamped<Vec<u8>>, JsError> {
        let theme = theme(dark)?;
        Ok(Clamped(rates::pixels(theme, &self.inner, self.run(run)?)))
    }
}

job!(
    /// A race of which every run is given the learning rate that brings it to the lowest loss in the
    /// steps there are, beside the same race as it was.
    TunedRace,
    tuned_race::TunedRace,
    "TunedRaceConfig"
);

#[wasm_bindgen]
impl TunedRace {
    /// What tuning has done for each run; `undefined` until all is done.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "TunedRun[] | undefined")]
    pub fn results(&self) -> Result<JsValue, JsError> {
        or_undefined(self.inner.results())
    }

    /// The loss that is to be reached; `undefined` until all is done.
    #[wasm_bindgen(getter)]
    pub fn target(&self) -> Option<f64> {
        self.inner.target()
    }
}

job!(
    /// The same race over many seeds: median and quartiles of every curve, and who wins how often.
    SeedBand,
    seed_band::SeedBand,
    "SeedBandConfig"
);

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss)] // at most a million steps
impl SeedBand {
    /// The steps at which curves have their points, 0 the first.
    pub fn steps(&self) -> Float64Array {
        let steps: Vec<f64> = self.inner.steps().iter().map(|&step| step as f64).collect();
        Float64Array::from(steps.as_slice())
    }

    /// Seeds that are done.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> usize {
        self.inner.done()
    }

    /// The first, second (the median) and third quartile of a run's loss by turns, point by point,
    /// over the seeds that are done; nothing before one is done.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn quartiles(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let runs = self.inner.config().race.runs().len() as u64;
        let run = whole("run", run, runs - 1)? as usize;
        Ok(self.inner.quartiles(run).into_iter().flatten().collect())
    }

    /// How every run fares, over the seeds that are done; nothing before one is done.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "Standing[]")]
    pub fn standings(&self) -> Result<JsValue, JsError> {
        to_js(&self.inner.standings())
    }

    /// The run whose median of the last loss is lowest; `undefined` before a seed is done.
    #[wasm_bindgen(getter)]
    pub fn best(&self) -> Option<usize> {
        self.inner.best()
    }
}

job!(
    /// The landscape of a race of networks: a plane through their parameters, the real loss over it,
    /// and the runs' paths projected on it.
    Landscape,
    landscape::Landscape,
    "LandscapeConfig"
);

#[wasm_bindgen]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // at most ten million updates
impl Landscape {
    /// Lets the runs go on to so many updates; the plane is chosen anew. Fewer change nothing.
    ///
    /// # Errors
    /// Throws unless it is a whole number, at most 10,000,000.
    pub fn extend(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] updates: &JsValue,
    ) -> Result<(), JsError> {
        let updates = whole("updates", updates, u64::from(u32::MAX))? as usize;
        self.inner.extend(updates).map_err(thrown)
    }

    /// Updates that the runs have made.
    #[wasm_bindgen(getter)]
    pub fn updates(&self) -> f64 {
        self.inner.updates() as f64
    }

    /// The part of the plane that is computed, [left, right, bottom, top]; `undefined` until the
    /// plane is chosen.
    pub fn window(&self) -> Option<Vec<f64>> {
        let window = self.inner.window()?;
        Some(window.x.into_iter().chain(window.y).collect())
    }

    /// The losses, row by row from the bottom left: NaN where they are not known yet; nothing until
    /// the plane is chosen.
    pub fn losses(&self) -> Float64Array {
        Float64Array::from(self.inner.losses())
    }

    /// The shares of the paths' variance along the two directions; `undefined` until the plane is
    /// chosen.
    pub fn explained(&self) -> Option<Vec<f64>> {
        self.inner.explained().map(|shares| shares.to_vec())
    }

    /// A run's path on the plane, x and y by turns, its start first; nothing until the plane is
    /// chosen.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    pub fn path(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        Ok(self.inner.path(self.run(run)?).concat())
    }

    /// A run's last point: where it is projected to, how far off the plane it is, its loss and the
    /// plane's there (NaN until they are known); `undefined` until the plane is chosen.
    ///
    /// # Errors
    /// Throws unless there is such a run.
    #[wasm_bindgen(unchecked_return_type = "ShownPoint | undefined")]
    pub fn shown(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] run: &JsValue,
    ) -> Result<JsValue, JsError> {
        or_undefined(self.inner.shown(self.run(run)?))
    }

    fn run(&self, run: &JsValue) -> Result<usize, JsError> {
        let runs = self.inner.config().race.runs.len() as u64;
        Ok(whole("run", run, runs - 1)? as usize)
    }
}
