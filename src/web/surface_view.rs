//! The map of a race on two canvases: what seldom changes on one, the paths on the other.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::arguments::{canvas, drawn, resize, size, theme, whole};
use super::catalog::to_js;
use super::descent::{Descent, time_left};
use crate::core::experiment::MOST_STEPS;
use crate::plot::canvas::Canvas;
use crate::plot::frame::{Frame, Rect};
use crate::plot::ground::Ground;
use crate::plot::theme::STYLES;
use crate::plot::trails::{self, Trails};
use crate::plot::{Theme, arrows, map, race};

/// The map of a race with the paths of its runs.
///
/// The canvas of the paths is transparent, and only what is new is drawn on it. A third one, of the
/// arrows of a run's next step, may lie on top, or between the two. Places are in CSS pixels from the top left corner of the canvases.
#[wasm_bindgen]
pub struct SurfaceView {
    map: Canvas,
    trails: Canvas,
    arrows: Option<Canvas>,
    theme: &'static Theme,
    frame: Option<Frame>,
    ground: Ground,
    paths: Trails,
}

/// Milliseconds of a frame that may go into the values of a map.
const BUDGET: f64 = 12.0;

#[wasm_bindgen]
impl SurfaceView {
    /// A view on two or three canvases that lie on one another.
    ///
    /// # Errors
    /// Throws unless all are canvases that can give a 2D context.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] map: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement")] trails: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "HTMLCanvasElement")] arrows: &JsValue,
    ) -> Result<Self, JsError> {
        let has_arrows = !arrows.is_undefined();
        Ok(Self {
            map: canvas("map", map)?,
            trails: canvas("trails", trails)?,
            arrows: has_arrows.then(|| canvas("arrows", arrows)).transpose()?,
            theme: Theme::of(false),
            frame: None,
            ground: Ground::default(),
            paths: Trails::default(),
        })
    }

    /// Sets the size of all canvases, in CSS pixels and screen pixels a CSS pixel. They are empty
    /// then.
    ///
    /// # Errors
    /// Throws unless the numbers are finite, the size at least 0 and the ratio above 0.
    pub fn resize(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
        #[wasm_bindgen(js_name = pixelRatio, unchecked_param_type = "number")] ratio: &JsValue,
    ) -> Result<(), JsError> {
        let canvases = [&mut self.map, &mut self.trails];
        resize(
            canvases.into_iter().chain(&mut self.arrows),
            [width, height, ratio],
        )?;
        self.ground.forget();
        self.paths.forget();
        Ok(())
    }

    /// Chooses the light or the dark theme for what is drawn from now on.
    ///
    /// # Errors
    /// Throws unless `dark` is true or false.
    #[wasm_bindgen(js_name = setTheme)]
    pub fn set_theme(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    ) -> Result<(), JsError> {
        self.theme = theme(dark)?;
        self.ground.forget();
        self.paths.forget();
        Ok(())
    }

    /// Draws the lower canvas, where it shows something else: fill, contours, axes, critical points.
    /// Where the surface's values take more than a few milliseconds, the map is coarse at first and
    /// goes on in the next call; true when it is whole.
    ///
    /// # Errors
    /// Throws what the browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawMap)]
    pub fn draw_map(&mut self, descent: &Descent) -> Result<bool, JsError> {
        let frame = self.look_at(descent);
        drawn(self.ground.draw(
            self.map.ink(),
            self.theme,
            &frame,
            descent.race(),
            time_left(BUDGET),
        ))
    }

    /// The kinds of mark on the map, each once: "global" of a global minimum, else the kind of
    /// critical point.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn marks(&mut self, descent: &Descent) -> Result<JsValue, JsError> {
        let frame = self.look_at(descent);
        let marks = map::marks(&frame, descent.race());
        let mut kinds: Vec<&str> = Vec::new();
        for mark in marks {
            let kind = if mark.is_global {
                "global"
            } else {
                mark.kind.id()
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        to_js(&kinds)
    }

    /// Draws the upper canvas: the paths up to a step, or only what is new of them where nothing
    /// else has changed.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawTrails)]
    pub fn draw_trails(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (race, step) = (descent.race(), whole("step", step, MOST_STEPS)?);
        let frame = self.look_at(descent);
        if !self.paths.can_go_on(race, step) {
            self.trails.wipe();
        }
        drawn(
            self.paths
                .draw(self.trails.ink(), self.theme, &frame, race, step),
        )
    }

    /// Draws the arrows of the update that a run makes after `step` steps, as they are in its
    /// ledger, and nothing else on their canvas: against the gradient and against the momentum, on
    /// one scale, and the step, so many times as long as it is. That number is given. Without a run
    /// the canvas is wiped; undefined where there is no such update.
    ///
    /// # Errors
    /// Throws unless there is such a run and the step is a whole number, at least 0, and what the
    /// browser says when it cannot draw.
    #[wasm_bindgen(js_name = drawArrows)]
    pub fn draw_arrows(
        &mut self,
        descent: &mut Descent,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] run: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] step: &JsValue,
    ) -> Result<Option<f64>, JsError> {
        let frame = self.look_at(descent);
        let Some(arrows) = &mut self.arrows else {
            return Ok(None);
        };
        arrows.wipe();
        if run.is_undefined() {
            return Ok(None);
        }
        let (index, of) = descent.run(run)?;
        let style = trails::style_of(self.theme, index, of);
        let step = whole("step", step, MOST_STEPS)?;
        let Some(ledger) = descent.ledger_of(index, step) else {
            return Ok(None);
        };
        drawn(arrows::draw(
            arrows.ink(),
            self.theme,
            &frame,
            style,
            &ledger,
        ))
        .map(Some)
    }

    /// Draws the upper canvas anew: where each run has been of late, the steps over which its ball is
    /// measured.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0, and what the browser says when it
    /// cannot draw.
    #[wasm_bindgen(js_name = drawTails)]
    pub fn draw_tails(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<(), JsError> {
        let (race, step) = (descent.race(), whole("step", step, MOST_STEPS)?);
        let frame = self.look_at(descent);
        self.paths.forget();
        self.trails.wipe();
        drawn(trails::draw_tails(
            self.trails.ink(),
            self.theme,
            &frame,
            race,
            step,
        ))
    }

    /// The balls in which a constant rate like that of a step would keep each run: the middle and
    /// the radii, x and y by turns; NaN for a run that is hidden, or has no such ball by theory.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0.
    pub fn balls(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let step = whole("step", step, MOST_STEPS)?;
        let frame = self.look_at(descent);
        let balls = trails::balls(&frame, descent.race(), step);
        Ok(balls
            .flat_map(|ball| {
                ball.map_or([f64::NAN; 4], |ball| {
                    let ([x, y], [across, down]) = (ball.centre, ball.radii);
                    [x, y, across, down]
                })
            })
            .collect())
    }

    /// Where each run is at a step: x and y by turns; NaN for a run that is hidden or out of sight.
    ///
    /// # Errors
    /// Throws unless the step is a whole number, at least 0.
    pub fn heads(
        &mut self,
        descent: &Descent,
        #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let step = whole("step", step, MOST_STEPS)?;
        let frame = self.look_at(descent);
        Ok(trails::heads(&frame, descent.race(), step)
            .flat_map(|head| head.unwrap_or([f64::NAN; 2]))
            .collect())
    }

    /// The point [x, y] of the surface at a place of the picture; NaN before anything was drawn.
    #[wasm_bindgen(js_name = toSurface)]
    #[must_use]
    pub fn to_surface(&self, px: f64, py: f64) -> Vec<f64> {
        let value = self.frame.map(|frame| frame.value([px, py]));
        value.unwrap_or([f64::NAN; 2]).to_vec()
    }

    /// The place [px, py] in the picture of a point of the surface; NaN before anything was drawn.
    #[wasm_bindgen(js_name = toPixels)]
    #[must_use]
    pub fn to_pixels(&self, x: f64, y: f64) -> Vec<f64> {
        let place = self.frame.map(|frame| frame.place([x, y]));
        place.unwrap_or([f64::NAN; 2]).to_vec()
    }
}

impl SurfaceView {
    /// The frame of a race's window. Paths drawn in another one cannot be gone on with.
    fn look_at(&mut self, descent: &Descent) -> Frame {
        let frame = map::frame(
            descent.race().facts().window,
            Rect::of_size(self.map.size()),
        );
        if self.frame.replace(frame) != Some(frame) {
            self.paths.forget();
        }
        frame
    }
}

/// How a run is drawn, as JavaScript sees it.
#[derive(Serialize)]
struct RunStyle {
    colour: String,
    dash: &'static [f64],
    marker: String,
    name: String,
}

/// The styles of runs by their `style` in the configuration, which counts on round the palette:
/// colour, dash (for lines with round ends), marker (an SVG path in the box from 0 to 1), and all three
/// in words.
///
/// # Errors
/// Throws unless `dark` is true or false.
#[wasm_bindgen(unchecked_return_type = "RunStyle[]")]
pub fn palette(
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
) -> Result<JsValue, JsError> {
    let theme = theme(dark)?;
    let styles: Vec<RunStyle> = (0..STYLES)
        .map(|number| {
            let style = theme.run(number);
            let (red, green, blue) = (style.colour.0, style.colour.1, style.colour.2);
            RunStyle {
                colour: format!("#{red:02x}{green:02x}{blue:02x}"),
                dash: style.dash,
                marker: style.marker.svg_path(),
                name: theme.run_in_words(number),
            }
        })
        .collect();
    to_js(&styles)
}

/// The map of a race with its paths up to a step, as an SVG of a size in CSS pixels.
///
/// # Errors
/// Throws unless the sizes are whole numbers up to 10,000, `dark` is true or false and the step is
/// a whole number, at least 0.
#[wasm_bindgen(js_name = surfaceSvg)]
pub fn surface_svg(
    descent: &Descent,
    #[wasm_bindgen(unchecked_param_type = "number")] width: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] height: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "boolean")] dark: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] step: &JsValue,
) -> Result<String, JsError> {
    let ([width, height], theme) = (size(width, height)?, theme(dark)?);
    let step = whole("step", step, MOST_STEPS)?;
    let race = descent.race();
    drawn(race::surface_svg(race, width, height, theme, step))
}
