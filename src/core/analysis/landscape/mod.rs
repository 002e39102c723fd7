//! A plane through a network's parameters, with the real loss over it and the runs projected on it.

mod plane;

use serde::Serialize;

use self::plane::{dot, principal, random, window_around, with_shape};
use super::refinement::{Refinement, nearest_known};
use crate::core::Error;
use crate::core::experiment::{Set, Training, TrainingConfig};
use crate::core::network::Evaluation;
use crate::core::random::Seed;
use crate::core::scalar::real;
use crate::core::surface::Window;
use crate::core::tree::{Fields, Read, Tree};

/// Most columns or rows.
const MOST_CELLS: usize = 200;
/// Most updates.
const MOST_UPDATES: usize = 10_000_000;
/// Points of all paths together.
const MOST_POINTS: usize = 96;

/// How the plane is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plane {
    /// Through the mean of all points of the paths, along the two directions in which they scatter
    /// most (their principal components).
    Principal,
    /// Through a run's last point, along two random directions: gaussian, each unit's incoming
    /// weights scaled to the length they have in the network, biases 0.
    Random,
}

impl Read for Plane {
    fn read(tree: Tree) -> Result<Self, Error> {
        match &tree {
            Tree::Text(text) if text == "principal" => Ok(Self::Principal),
            Tree::Text(text) if text == "random" => Ok(Self::Random),
            other => Err(other.is_not("\"principal\" or \"random\"")),
        }
    }
}

/// A landscape of a race of networks.
#[derive(Debug, Clone, PartialEq)]
pub struct LandscapeConfig {
    /// The race.
    pub race: TrainingConfig,
    /// Updates that its runs make, 0 to 10,000,000; 500 when left out.
    pub updates: usize,
    /// How the plane is chosen; by the paths' principal components when left out.
    pub plane: Plane,
    /// The run whose last point random directions start from; the first when left out.
    pub run: usize,
    /// What random directions are drawn from.
    pub seed: Seed,
    /// Cells from left to right, 2 to 200; 48 when left out.
    pub columns: usize,
    /// Cells from bottom to top, 2 to 200; 48 when left out.
    pub rows: usize,
}

impl LandscapeConfig {
    /// A landscape of 48 × 48 cells over the principal components of 500 updates.
    #[must_use]
    pub fn of(race: TrainingConfig) -> Self {
        Self {
            race,
            updates: 500,
            plane: Plane::Principal,
            run: 0,
            seed: Seed::default(),
            columns: 48,
            rows: 48,
        }
    }
}

impl Read for LandscapeConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of(fields.required("race")?);
        let config = Self {
            updates: fields.optional("updates")?.unwrap_or(usual.updates),
            plane: fields.optional("plane")?.unwrap_or(usual.plane),
            run: fields.or_default("run")?,
            seed: fields.or_default("seed")?,
            columns: fields.optional("columns")?.unwrap_or(usual.columns),
            rows: fields.optional("rows")?.unwrap_or(usual.rows),
            ..usual
        };
        fields.finish()?;
        Ok(config)
    }
}

/// A run's last point, and how well the plane shows it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// Where it is projected to.
    pub place: [f64; 2],
    /// How far it is from there.
    pub distance: f64,
    /// Its loss over all samples that train; NaN until it is known.
    pub loss: f64,
    /// The loss where it is projected to; NaN until it is known.
    pub plane_loss: f64,
}

/// The landscape of a race of networks: a plane through their parameters, the real loss over it, and
/// the runs' paths projected on it.
///
/// The runs are trained here once more, which takes no clock and gives the same numbers; a path is
/// kept at some of its updates, spaced evenly. Losses are those over all samples that train, without
/// the penalty.
///
/// # Reference
/// Li, Xu, Taylor, Studer & Goldstein 2018, "Visualizing the Loss Landscape of Neural Nets",
/// arXiv:1712.09913: filter-normalized directions (section 4), and trajectories in the plane of
/// their principal components (section 7). There the plane goes through the last point; here, since
/// there are several runs, through the mean.
pub struct Landscape {
    config: LandscapeConfig,
    training: Training,
    /// Of each run, its parameters at multiples of the stride, and at the end.
    paths: Vec<Vec<Vec<f32>>>,
    stride: u64,
    made: u64,
    view: Option<View>,
    evaluation: Option<(Task, Vec<f32>, usize, Evaluation)>,
}

/// The plane, and what is known of it.
struct View {
    origin: Vec<f64>,
    directions: [Vec<f64>; 2],
    /// The share of the paths' variance along each direction.
    explained: [f64; 2],
    places: Vec<Vec<[f64; 2]>>,
    shown: Vec<Shown>,
    window: Window,
    order: Refinement,
    losses: Vec<f64>,
    known: usize,
    /// Runs' last points, and then their projections, of which so many losses are known.
    checked: usize,
}

/// What a loss is computed for.
#[derive(Clone, Copy)]
enum Task {
    Cell(usize),
    Point(usize),
    Projection(usize),
}

impl Landscape {
    /// The landscape of a configuration, nothing computed yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: LandscapeConfig) -> Result<Self, Error> {
        super::check_count("updates", config.updates, 0..=MOST_UPDATES)?;
        super::check_count("columns", config.columns, 2..=MOST_CELLS)?;
        super::check_count("rows", config.rows, 2..=MOST_CELLS)?;
        super::run_of(&config.race.runs, config.run)?;
        let training = Training::new(config.race.clone()).map_err(|error| error.within("race"))?;
        let start = training.ground().initial().to_vec();
        Ok(Self {
            paths: vec![vec![start]; training.runs().len()],
            training,
            stride: 1,
            made: 0,
            view: None,
            evaluation: None,
            config,
        })
    }

    /// Lets the runs go on to so many updates: the plane is chosen anew. Fewer than they have made
    /// change nothing.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] beyond 10,000,000.
    pub fn extend(&mut self, updates: usize) -> Result<(), Error> {
        super::check_count("updates", updates, 0..=MOST_UPDATES)?;
        if updates > self.config.updates {
            self.config.updates = updates;
            self.view = None;
            self.evaluation = None;
        }
        Ok(())
    }

    /// Trains, and computes the plane coarse to fine, while `go_on` says so; true when all is known.
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        self.advance_under(&mut go_on)
    }

    fn advance_under(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        if !self.train(go_on) {
            return false;
        }
        let mut view = match self.view.take() {
            Some(view) => view,
            None => self.make_view(),
        };
        let done = loop {
            let Some(task) = self.evaluation.take().or_else(|| self.next_task(&mut view)) else {
                break true;
            };
            if !go_on() {
                self.evaluation = Some(task);
                break false;
            }
            self.evaluate(task, &mut view);
        };
        self.view = Some(view);
        done
    }

    /// Trains until all updates are made, keeping points on the way; false when the time was up.
    fn train(&mut self, go_on: &mut dyn FnMut() -> bool) -> bool {
        let goal = self.config.updates as u64;
        while self.made < goal {
            let next = goal.min((self.made / self.stride + 1) * self.stride);
            self.training.ask(next);
            if !self.training.catch_up_while(&mut *go_on) {
                return false;
            }
            // The last point is one of the stride's only by chance.
            let replaces = !self.made.is_multiple_of(self.stride);
            self.made = next;
            for (path, run) in self.paths.iter_mut().zip(self.training.runs()) {
                if replaces {
                    path.pop();
                }
                path.push(run.parameters().to_vec());
            }
            self.thin();
        }
        true
    }

    /// Drops every other point when there are too many.
    fn thin(&mut self) {
        let most = (MOST_POINTS / self.paths.len()).max(4);
        if self.paths.first().is_none_or(|path| path.len() <= most) {
            return;
        }
        let ends = self.made.is_multiple_of(2 * self.stride);
        for path in &mut self.paths {
            let last = path.len() - 1;
            let mut place = 0;
            path.retain(|_| {
                let keep = place % 2 == 0 || (place == last && !ends);
                place += 1;
                keep
            });
        }
        self.stride *= 2;
    }

    fn make_view(&self) -> View {
        let finite = |point: &&Vec<f32>| point.iter().all(|x| x.is_finite());
        let points: Vec<&Vec<f32>> = self.paths.iter().flatten().filter(finite).collect();
        let (origin, directions, explained) = match self.config.plane {
            Plane::Principal => principal(&points, self.config.seed),
            Plane::Random => {
                let path = self.paths.get(self.config.run);
                let last = path.and_then(|path| path.iter().rfind(finite));
                random(
                    last.map_or(&[][..], Vec::as_slice),
                    self.training.ground().shape(),
                    &points,
                    self.config.seed,
                )
            }
        };
        let mut view = View {
            origin,
            directions,
            explained,
            places: Vec::new(),
            shown: Vec::new(),
            window: Window::centred(1.0, 1.0),
            order: Refinement::new(self.config.columns, self.config.rows),
            losses: vec![f64::NAN; self.config.columns * self.config.rows],
            known: 0,
            checked: 0,
        };
        for path in &self.paths {
            let seen = path.iter().filter(finite).map(|point| view.project(point));
            let seen: Vec<([f64; 2], f64)> = seen.collect();
            if let Some(&(place, distance)) = seen.last() {
                view.shown.push(Shown {
                    place,
                    distance,
                    loss: f64::NAN,
                    plane_loss: f64::NAN,
                });
            }
            view.places
                .push(seen.iter().map(|&(place, _)| place).collect());
        }
        let mut window = window_around(view.places.iter().flatten());
        if self.config.plane == Plane::Random {
            let whole = Window::centred(1.0, 1.0);
            let union = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
            window = Window {
                x: union(window.x, whole.x),
                y: union(window.y, whole.y),
            };
        }
        view.window = with_shape(window, self.config.columns, self.config.rows);
        view
    }

    /// What is to be evaluated next: the first pass of cells, then the runs' points, then the rest.
    fn next_task(&self, view: &mut View) -> Option<(Task, Vec<f32>, usize, Evaluation)> {
        let runs = view.shown.len();
        let check = view.checked < 2 * runs && view.known > 0;
        let (task, point) = if check {
            let run = view.checked / 2;
            if view.checked.is_multiple_of(2) {
                let finite = |point: &&Vec<f32>| point.iter().all(|x| x.is_finite());
                let last = self.paths[run].iter().rfind(finite);
                (Task::Point(run), last.cloned().unwrap_or_default())
            } else {
                (Task::Projection(run), view.point(view.shown[run].place))
            }
        } else {
            let [column, row] = view.order.next()?;
            let cell = row * self.config.columns + column;
            (Task::Cell(cell), view.point(self.place(view, cell)))
        };
        Some((task, point, 0, Evaluation::default()))
    }

    /// Evaluates the next tile of samples.
    fn evaluate(&mut self, task: (Task, Vec<f32>, usize, Evaluation), view: &mut View) {
        let (task, point, done, mut sums) = task;
        let samples = self.training.ground().table(Set::Train).len();
        let done = self.training.evaluate_tile(&point, done, &mut sums);
        if done < samples {
            self.evaluation = Some((task, point, done, sums));
            return;
        }
        let mean = sums.loss / real(samples as u64);
        let loss = if mean.is_nan() { f64::INFINITY } else { mean };
        match task {
            Task::Cell(cell) => {
                view.losses[cell] = loss;
                view.known += 1;
                return;
            }
            Task::Point(run) => view.shown[run].loss = loss,
            Task::Projection(run) => view.shown[run].plane_loss = loss,
        }
        view.checked += 1;
    }

    /// The middle of a cell.
    fn place(&self, view: &View, cell: usize) -> [f64; 2] {
        let LandscapeConfig { columns, rows, .. } = self.config;
        let middle = |[low, high]: [f64; 2], place: usize, count: usize| {
            low + (high - low) * ((real(place as u64) + 0.5) / real(count as u64))
        };
        [
            middle(view.window.x, cell % columns, columns),
            middle(view.window.y, cell / columns, rows),
        ]
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &LandscapeConfig {
        &self.config
    }

    /// Updates that the runs have made.
    #[must_use]
    pub fn updates(&self) -> u64 {
        self.made
    }

    /// The part of the plane that is computed, in distances between parameters (of random
    /// directions: in lengths of the direction). `None` until the plane is chosen.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        self.view.as_ref().map(|view| view.window)
    }

    /// The losses, row by row from the bottom left: NaN where they are not known yet, infinite where
    /// they are not finite.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        self.view.as_ref().map_or(&[], |view| &view.losses)
    }

    /// The losses, with what is not known yet taken from the nearest cell that is.
    #[must_use]
    pub fn filled(&self) -> Vec<f64> {
        let losses = self.losses();
        nearest_known(self.config.columns, losses.len(), |cell| {
            !losses[cell].is_nan()
        })
        .map(|cell| cell.map_or(f64::NAN, |cell| losses[cell]))
        .collect()
    }

    /// The share of the variance of the paths along each of the two directions.
    #[must_use]
    pub fn explained(&self) -> Option<[f64; 2]> {
        self.view.as_ref().map(|view| view.explained)
    }

    /// A run's path on the plane, its start first; nothing until the plane is chosen, or when there
    /// is no such run.
    #[must_use]
    pub fn path(&self, run: usize) -> &[[f64; 2]] {
        let view = self.view.as_ref();
        view.and_then(|view| view.places.get(run))
            .map_or(&[], Vec::as_slice)
    }

    /// A run's last point.
    #[must_use]
    pub fn shown(&self, run: usize) -> Option<Shown> {
        self.view.as_ref()?.shown.get(run).copied()
    }

    /// The share of the work that is done: training counts for half.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let trained = match self.config.updates {
            0 => 1.0,
            updates => real(self.made) / real(updates as u64),
        };
        let cells = real((self.config.columns * self.config.rows) as u64);
        let known = self.view.as_ref().map_or(0, |view| view.known);
        (trained + real(known as u64) / cells) / 2.0
    }
}

impl View {
    /// The parameters at a place of the plane.
    #[allow(clippy::cast_possible_truncation)]
    fn point(&self, [x, y]: [f64; 2]) -> Vec<f32> {
        let [first, second] = &self.directions;
        let along = first.iter().zip(second);
        let points = self.origin.iter().zip(along);
        points
            .map(|(o, (first, second))| (o + x * first + y * second) as f32)
            .collect()
    }

    /// The nearest place of the plane, and how far it is.
    fn project(&self, point: &[f32]) -> ([f64; 2], f64) {
        let away: Vec<f64> = point
            .iter()
            .zip(&self.origin)
            .map(|(&x, o)| f64::from(x) - o)
            .collect();
        let [first, second] = &self.directions;
        let [a, b, c] = [dot(first, first), dot(first, second), dot(second, second)];
        let [u, v] = [dot(&away, first), dot(&away, second)];
        let determinant = a * c - b * b;
        let place = [(u * c - v * b) / determinant, (v * a - u * b) / determinant];
        let off = away.iter().zip(first.iter().zip(second));
        let square: f64 = off
            .map(|(d, (first, second))| d - place[0] * first - place[1] * second)
            .map(|d| d * d)
            .sum();
        (place, square.sqrt())
    }
}
