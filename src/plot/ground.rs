//! The map of a surface, drawn a while at a time: coarse first where its values take long.

use super::contour::{self, Field, Sampling};
use super::frame::Frame;
use super::theme::Theme;
use super::{Ink, Undrawn, map};
use crate::core::experiment::{Descent, Settings};

/// So many times fewer nodes each way make a coarse map.
const COARSE: usize = 5;

/// What has become of the map of a surface.
#[derive(Debug, Default)]
pub struct Ground {
    of: Option<Subject>,
    /// The values, while there are some to be taken.
    sampling: Option<Sampling>,
}

/// What a map shows.
#[derive(Debug, PartialEq)]
struct Subject {
    frame: Frame,
    surface: String,
    parameters: Settings,
}

impl Ground {
    /// Draws the map of a race's surface, or goes on with it, while there is time left; whether it is
    /// whole. Until then there is a coarse one.
    ///
    /// # Errors
    /// What the backend says when it cannot draw.
    pub fn draw(
        &mut self,
        ink: &mut dyn Ink,
        theme: &Theme,
        frame: &Frame,
        race: &Descent,
        is_time_left: impl FnMut() -> bool,
    ) -> Result<bool, Undrawn> {
        let config = race.config();
        let subject = Subject {
            frame: *frame,
            surface: config.surface.clone(),
            parameters: config.surface_parameters.clone(),
        };
        let window = frame.window();
        let nodes = contour::nodes(frame);
        let is_new = self.of.as_ref() != Some(&subject);
        if is_new {
            self.of = Some(subject);
            self.sampling = Some(Sampling::new(window, nodes));
        }
        let Some(mut sampling) = self.sampling.take() else {
            return Ok(true);
        };
        let value = |x: f64, y: f64| race.surface().value(x, y);
        let is_whole = sampling.go_on(&value, is_time_left);
        let field = if is_whole {
            Field::of(sampling, &value)
        } else {
            self.sampling = Some(sampling);
            if !is_new {
                return Ok(false);
            }
            Field::sample(window, nodes.map(|count| count / COARSE + 1), &value)
        };
        ink.clear(theme.background)?;
        map::draw_field(ink, theme, frame, race, field)?;
        Ok(is_whole)
    }

    /// Its picture is gone, or is to be another: the next is drawn from the beginning.
    pub fn forget(&mut self) {
        self.of = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::experiment::{DescentConfig, RunConfig};
    use crate::plot::frame::Rect;
    use crate::plot::svg::svg;

    fn race_on(surface: &str) -> Descent {
        let config = DescentConfig {
            runs: vec![RunConfig::new("sgd")],
            ..DescentConfig::on(surface).unwrap()
        };
        Descent::new(config).unwrap()
    }

    /// Draws once, with time for so many rows; the picture, and whether it is whole.
    fn drawn(ground: &mut Ground, race: &Descent, rows: usize) -> (String, bool) {
        let frame = map::frame(race.facts().window, Rect::of_size([300.0, 200.0]));
        let theme = Theme::of(false);
        let (mut left, mut is_whole) = (rows, false);
        let picture = svg(300, 200, theme.background, |ink| {
            is_whole = ground.draw(ink, theme, &frame, race, || {
                left = left.saturating_sub(1);
                left > 0
            })?;
            Ok(())
        });
        (picture.unwrap(), is_whole)
    }

    #[test]
    fn a_map_that_takes_long_is_coarse_first_and_the_same_in_the_end() {
        let race = race_on("himmelblau");
        let at_once = drawn(&mut Ground::default(), &race, usize::MAX);
        assert!(at_once.1);

        let mut ground = Ground::default();
        let (coarse, is_whole) = drawn(&mut ground, &race, 10);
        assert!(!is_whole && coarse != at_once.0 && coarse.contains("<polygon"));
        let mut last = drawn(&mut ground, &race, 10);
        assert!(
            !last.1 && !last.0.contains("<polygon"),
            "it is drawn while nothing is new"
        );
        while !last.1 {
            last = drawn(&mut ground, &race, 10);
        }
        assert_eq!(last.0, at_once.0);

        // What is there is not drawn again, unless it was lost or another surface is to be seen.
        assert!(!drawn(&mut ground, &race, 1).0.contains("<polygon"));
        assert!(!drawn(&mut ground, &race_on("rastrigin"), 1).1);
        assert!(drawn(&mut ground, &race, usize::MAX).0 == at_once.0);
        ground.forget();
        assert_eq!(drawn(&mut ground, &race, usize::MAX), at_once);
    }
}
