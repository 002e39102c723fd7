//! Which critical point a run ends in, from every start in a window.

use super::hessian::STATIONARY;
use super::refinement::Refinement;
use crate::core::Error;
use crate::core::experiment::{DescentConfig, Particles, RunConfig, build_surface};
use crate::core::order::{ascending, sorted};
use crate::core::surface::{Critical, CriticalPoint, Surface, Window};
use crate::core::tree::{Fields, Read, Tree};

/// Most columns or rows of a map.
const MOST_CELLS: usize = 1_000;
/// Most steps from each start.
const MOST_STEPS: usize = 1_000_000;
/// A run is at a critical point within this share of the window's diagonal.
const REACH: f64 = 0.01;
/// Steps of a block of particles between two looks at the time.
const SLICE: usize = 32;

/// A map of a window: a run of a race, from the middle of every cell of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct BasinMapConfig {
    /// The race: its surface, window, noise and runs; its start is not used.
    pub race: DescentConfig,
    /// Which of its runs; the first when left out.
    pub run: usize,
    /// Cells from left to right, 1 to 1,000; 200 when left out.
    pub columns: usize,
    /// Cells from bottom to top, 1 to 1,000; 200 when left out.
    pub rows: usize,
    /// Steps from each start, 1 to 1,000,000; 500 when left out.
    pub steps: usize,
}

impl BasinMapConfig {
    /// A map of 200 × 200 cells of the first run of a race, 500 steps each.
    #[must_use]
    pub fn of(race: DescentConfig) -> Self {
        Self {
            race,
            run: 0,
            columns: 200,
            rows: 200,
            steps: 500,
        }
    }
}

impl Read for BasinMapConfig {
    fn read(tree: Tree) -> Result<Self, Error> {
        let mut fields = Fields::of(tree)?;
        let usual = Self::of(fields.required("race")?);
        let config = Self {
            run: fields.or_default("run")?,
            columns: fields.optional("columns")?.unwrap_or(usual.columns),
            rows: fields.optional("rows")?.unwrap_or(usual.rows),
            steps: fields.optional("steps")?.unwrap_or(usual.steps),
            ..usual
        };
        fields.finish()?;
        Ok(config)
    }
}

/// How a run from a cell ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is not computed yet.
    Unknown,
    /// It leaves every bound, as [`Status::Diverged`](crate::core::experiment::Status) says.
    Diverged,
    /// After all its steps it is at none of the critical points.
    Unsettled,
    /// At the critical point of this place in [`BasinMap::points`].
    At(usize),
}

/// The cells whose runs end in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The way.
    pub end: End,
    /// How many cells.
    pub cells: usize,
    /// The median of their steps.
    pub median: u32,
}

/// A map of basins: which critical point a run ends in, and in how many steps, from the middle of
/// every cell of a grid over a window.
///
/// A run ends at a minimum when, after its last step, it is within a hundredth of the window's
/// diagonal of it (nearer where two critical points lie close together); at another critical point
/// when the gradient there is also within 1e-6 of 0. Its steps are those after which it came to
/// stay there, or those after which it diverged.
///
/// ```
/// use downhill::core::analysis::basin_map::{BasinMap, BasinMapConfig, End};
/// use downhill::core::experiment::{DescentConfig, RunConfig};
///
/// let mut map = BasinMap::new(BasinMapConfig {
///     columns: 10,
///     rows: 10,
///     ..BasinMapConfig::of(DescentConfig {
///         runs: vec![RunConfig::new("adam").with("learning_rate", 0.1)],
///         ..DescentConfig::on("himmelblau")?
///     })
/// })?;
/// map.advance_while(|| true);
/// let End::At(place) = map.ends()[99] else { unreachable!() };
/// assert_eq!((map.points()[place].x, map.points()[place].y), (3.0, 2.0));
/// # Ok::<(), downhill::core::Error>(())
/// ```
pub struct BasinMap {
    config: BasinMapConfig,
    run: RunConfig,
    surface: Box<dyn Surface>,
    window: Window,
    points: Points,
    order: Refinement,
    block: Option<Block>,
    ends: Vec<End>,
    steps: Vec<u32>,
    known: usize,
}

impl BasinMap {
    /// The map of a configuration, nothing computed yet.
    ///
    /// # Errors
    /// When anything in it is unknown or not allowed; the message names it.
    pub fn new(config: BasinMapConfig) -> Result<Self, Error> {
        for (name, value, most) in [
            ("columns", config.columns, MOST_CELLS),
            ("rows", config.rows, MOST_CELLS),
            ("steps", config.steps, MOST_STEPS),
        ] {
            super::check_count(name, value, 1..=most)?;
        }
        config.race.check().map_err(|error| error.within("race"))?;
        let run = super::run_of(&config.race.runs, config.run)?.clone();
        let in_run = |error: Error| error.within(format!("race.runs[{}]", config.run));
        let race = &config.race;
        let surface = build_surface(&race.surface, &race.surface_parameters)
            .map_err(|error| error.within("race"))?;
        let none = Particles::new(&run, &[]).map_err(in_run)?;
        none.as_in(race, &run, surface.as_ref()).map_err(in_run)?;
        let facts = surface.facts();
        let window = race.given_window().unwrap_or(facts.window);
        let around = facts.in_window(surface.as_ref(), window.grown(0.5));
        let cells = config.columns * config.rows;
        Ok(Self {
            points: Points::new(around.critical_points, window),
            order: Refinement::new(config.columns, config.rows),
            block: None,
            ends: vec![End::Unknown; cells],
            steps: vec![0; cells],
            known: 0,
            config,
            run,
            surface,
            window,
        })
    }

    /// Computes cells while `go_on` says so, coarse to fine; true when all are known.
    pub fn advance_while(&mut self, mut go_on: impl FnMut() -> bool) -> bool {
        while self.known < self.ends.len() {
            if !go_on() {
                return false;
            }
            self.work();
        }
        true
    }

    /// Does a slice of work on the present block of cells.
    fn work(&mut self) {
        let mut block = match self.block.take() {
            Some(block) => block,
            None => match self.next_block() {
                Some(block) => block,
                // The run was seen to build, so that there always is one while cells are unknown.
                None => return self.known = self.ends.len(),
            },
        };
        let slice = SLICE.min(self.config.steps - block.done);
        for _ in 0..slice {
            if block.is_over() || !block.step(self.surface.as_ref(), self.window, &self.points) {
                block.done = self.config.steps;
                break;
            }
        }
        if block.done < self.config.steps {
            self.block = Some(block);
            return;
        }
        self.known += block.cells.len();
        for (i, position) in block.particles.positions().enumerate() {
            let (cell, track) = (block.cells[i], block.tracks[i]);
            (self.ends[cell], self.steps[cell]) = match track {
                Track::Lost(step) => (End::Diverged, step),
                Track::At(place, since) if self.ends_at(place, position) => (End::At(place), since),
                _ => (End::Unsettled, block.done as u32),
            };
        }
    }

    /// Whether a run that is within reach of a point, at this place, ends there.
    fn ends_at(&self, point: usize, [x, y]: [f64; 2]) -> bool {
        let is_level = || {
            let (_, [gx, gy]) = self.surface.value_and_gradient(x, y);
            gx.hypot(gy) <= STATIONARY
        };
        self.points.points[point].kind == Critical::Minimum || is_level()
    }

    fn next_block(&mut self) -> Option<Block> {
        let cells: Vec<usize> = self
            .order
            .by_ref()
            .take(Particles::BLOCK)
            .map(|[column, row]| row * self.config.columns + column)
            .collect();
        let starts: Vec<[f64; 2]> = cells.iter().map(|&cell| self.start(cell)).collect();
        let surface = self.surface.as_ref();
        let particles = Particles::new(&self.run, &starts).ok()?;
        let particles = particles.as_in(&self.config.race, &self.run, surface);
        let mut block = Block {
            tracks: vec![Track::Under; cells.len()],
            cells,
            particles: particles.ok()?,
            done: 0,
        };
        block.see(surface, self.window, &self.points);
        (!block.cells.is_empty()).then_some(block)
    }

    /// The middle of a cell, from which its run starts. Cells are counted row by row from the
    /// bottom left.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn start(&self, cell: usize) -> [f64; 2] {
        let BasinMapConfig { columns, rows, .. } = self.config;
        let middle = |[low, high]: [f64; 2], place: usize, count: usize| {
            low + (high - low) * ((place as f64 + 0.5) / count as f64)
        };
        [
            middle(self.window.x, cell % columns, columns),
            middle(self.window.y, cell / columns, rows),
        ]
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &BasinMapConfig {
        &self.config
    }

    /// The part of the plane that is mapped.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// The critical points a run may end at: those of the window, and of as much again around it.
    #[must_use]
    pub fn points(&self) -> &[CriticalPoint] {
        &self.points.points
    }

    /// How the run from each cell ends, row by row from the bottom left.
    #[must_use]
    pub fn ends(&self) -> &[End] {
        &self.ends
    }

    /// The steps of each cell.
    #[must_use]
    pub fn steps(&self) -> &[u32] {
        &self.steps
    }

    /// How the runs that are known end: how many each way, the most first, and the median of their
    /// steps.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let ways = [End::Diverged, End::Unsettled].into_iter();
        let ways = ways.chain((0..self.points().len()).map(End::At));
        let shares: Vec<Share> = ways
            .filter_map(|end| {
                let cells = self.ends.iter().zip(&self.steps);
                let steps: Vec<f64> = cells
                    .filter(|&(&other, _)| other == end)
                    .map(|(_, &steps)| f64::from(steps))
                    .collect();
                let median = *sorted(&steps).get(steps.len() / 2)? as u32;
                let cells = steps.len();
                Some(Share { end, cells, median })
            })
            .collect();
        let sizes: Vec<f64> = shares.iter().map(|share| -(share.cells as f64)).collect();
        ascending(&sizes)
            .into_iter()
            .map(|place| shares[place])
            .collect()
    }

    /// The cells that are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.known
    }

    /// The share of the cells that is known.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> f64 {
        self.known as f64 / self.ends.len() as f64
    }
}

/// The critical points, to be looked up by place.
struct Points {
    points: Vec<CriticalPoint>,
    /// Their places in `points`, from left to right.
    from_left: Vec<usize>,
    reach: f64,
}

impl Points {
    fn new(points: Vec<CriticalPoint>, window: Window) -> Self {
        let across: Vec<f64> = points.iter().map(|point| point.x).collect();
        let from_left = ascending(&across);
        let mut reach = REACH * window.diagonal();
        for (i, point) in points.iter().enumerate() {
            for other in &points[..i] {
                // No place is within reach of two.
                reach = reach.min(point.distance(other) / 3.0);
            }
        }
        Self {
            points,
            from_left,
            reach,
        }
    }

    fn is_at(&self, place: usize, [x, y]: [f64; 2]) -> bool {
        let point = &self.points[place];
        let (dx, dy) = (x - point.x, y - point.y);
        dx * dx + dy * dy <= self.reach * self.reach
    }

    /// The critical point within reach of a place.
    fn at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        let left = x - self.reach;
        let first = self
            .from_left
            .partition_point(|&place| self.points[place].x < left);
        self.from_left[first..]
            .iter()
            .copied()
            .take_while(|&place| self.points[place].x <= x + self.reach)
            .find(|&place| self.is_at(place, [x, y]))
    }
}

/// The cells that are being computed.
struct Block {
    cells: Vec<usize>,
    particles: Particles,
    tracks: Vec<Track>,
    done: usize,
}

/// What is known of a particle on its way.
#[derive(Clone, Copy)]
enum Track {
    /// It is at no critical point.
    Under,
    /// Since so many steps it is at this one.
    At(usize, u32),
    /// It has diverged at this step.
    Lost(u32),
}

impl Block {
    /// Whether all have diverged.
    fn is_over(&self) -> bool {
        let is_lost = |track: &Track| matches!(track, Track::Lost(_));
        self.tracks.iter().all(is_lost)
    }

    /// Makes a step; false when it cannot be made.
    fn step(&mut self, surface: &dyn Surface, window: Window, points: &Points) -> bool {
        if self.particles.advance(surface, 1).is_err() {
            return false;
        }
        self.done += 1;
        self.see(surface, window, points);
        true
    }

    /// Looks where the particles are.
    #[allow(clippy::cast_possible_truncation)] // at most a million steps
    fn see(&mut self, surface: &dyn Surface, window: Window, points: &Points) {
        let step = self.done as u32;
        for (track, position) in self.tracks.iter_mut().zip(self.particles.positions()) {
            match *track {
                Track::Lost(_) => {}
                _ if Particles::is_lost(surface, window, position) => *track = Track::Lost(step),
                Track::At(place, _) if points.is_at(place, position) => {}
                _ => {
                    let place = points.at(position);
                    *track = place.map_or(Track::Under, |place| Track::At(place, step));
                }
            }
        }
    }
}
