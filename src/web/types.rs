//! The TypeScript types of what crosses the boundary.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A parameter of an entry. `min` and `max` are its slider's; what is valid is wider, as `kind` says. */
export interface Parameter {
  id: string; symbol: string; label: string; default: number | number[];
  min: number; max: number; scale: "linear" | "log";
  kind: "positive" | "non_negative" | "decay" | "fraction" | "real" | "count" | "whole" | "seed" | "flag" | "boundaries" | "rates";
  unit: string;
}
/** One choice: an optimizer, a schedule, a surface, … */
export interface CatalogEntry {
  id: string; label: string; summary: string; formula: string; reference: string; parameters: Parameter[];
}
/** What is known of a surface beforehand. The window is [left, right, bottom, top]. A surface that is the mean loss of
 * one neuron over samples has `samples` above 0 (elsewhere 0), and only there may a run have a batch. `axes` names x and y. */
export interface SurfaceFacts {
  window: [number, number, number, number]; start: [number, number]; quadratic: boolean;
  samples: number; axes: [string, string];
  criticalPoints: { x: number; y: number; value: number; kind: "minimum" | "maximum" | "saddle" | "degenerate";
    eigenvalues: [number, number]; global: boolean }[];
}
/** Everything there is to choose from. */
export interface Catalog {
  optimizers: CatalogEntry[]; schedules: CatalogEntry[]; surfaces: (CatalogEntry & SurfaceFacts)[];
  datasets: CatalogEntry[]; activations: CatalogEntry[]; losses: CatalogEntry[]; initializations: CatalogEntry[];
  features: { id: string; label: string }[];
  series: CatalogEntry[];
}
/** A schedule's id and its parameters, side by side. */
export interface ScheduleConfig { id: string; [parameter: string]: string | number | number[]; }
/** One run: an optimizer, its hyperparameters by id (`learning_rate` among them), its schedule. */
export interface RunConfig {
  optimizer: string; hyperparameters?: Record<string, number>; schedule?: ScheduleConfig; batch?: number | "all";
  /** Its place in the palette. */ style?: number; hidden?: boolean;
}
/** Several runs on one surface (an id, or a formula in x and y) from one start: the surface's own where none is given. */
export interface DescentConfig {
  surface: string; surfaceParameters?: Record<string, number>; window?: [number, number, number, number];
  start?: [number, number]; noise?: number; seed?: number; runs: RunConfig[];
}
/** Several runs on one dataset, or on given data, from the same initial network. */
export interface TrainingConfig {
  data: { dataset: string; seed?: number; trainFraction?: number; [parameter: string]: string | number | undefined }
    | { inputs: number[][]; targets: number[]; seed?: number; trainFraction?: number };
  network: { hidden: number[]; activation: string; loss: string; outputs?: number; l2?: number; initialization?: string; seed?: number };
  features?: string[]; batch: number | "all"; record?: number; runs: RunConfig[];
}
/** What a chart of a training shows, against what; `beta` is that of the averages drawn over it. */
export interface ChartConfig {
  quantity?: "loss" | "batch" | "accuracy" | "gradient"; against?: "updates" | "epochs" | "samples" | "seconds";
  scale?: "linear" | "log"; beta?: number;
}
/** How far a run has come; its losses over all samples as recorded last, at the update `recorded`. */
export interface RunReading {
  updates: number; epochs: number; samples: number; seconds: number; recorded: number;
  train: number; test: number; trainAccuracy: number; testAccuracy: number; gradient: number;
}
/** A layer of a network, and where its weights and biases begin among the parameters. */
export interface NetworkLayer { inputs: number; outputs: number; weights: number; biases: number; }
/** How the weights of a layer, or the entries of its gradient, are spread: counts in equally wide bins from the first
 * number of `range` to the second, which are the same for all layers; `deviation` is the standard deviation. */
export interface LayerHistogram {
  range: [number, number]; counts: number[]; notFinite: number; mean: number; deviation: number;
}
/** Samples as a network reads them: the inputs of one after the other, and a target each. */
export interface NetworkSamples { inputs: number[]; targets: number[]; }
/** What fits some data: the numbers of a sample, its classes (0: none), the outputs needed and the losses possible. */
export interface DataFacts { width: number; classes: number; outputs: number; losses: string[]; }
/** A table that was read. */
export interface DataTable { inputs: number[][]; targets: number[]; header?: string[]; classes?: string[]; }
/** What can be shown of a series and its averages: x_t, V_t, V_t / (1−βᵗ), the mean of the last 1/(1−β) values. */
export type AverageCurve = "raw" | "averaged" | "corrected" | "sliding";
/** Averages of one series: of an id of the catalog, or given numbers. */
export interface AveragingConfig {
  series: string | number[]; seriesParameters?: Record<string, number>; seed?: number;
  averages: { beta: number; /** Its place in the palette. */ style?: number }[];
  /** Raw and averaged by default. */ curves?: AverageCurve[];
  /** The average whose weights are shown. */ chosen?: number;
  /** The day that is written out, from 1; the last by default. */ day?: number;
}
/** An average on a day as the weighted sum it is: its newest terms, newest first, and what the older ones come to. */
export interface WrittenOut {
  day: number; terms: { weight: number; value: number }[]; older: number; rest: number;
  /** 1 − βᵗ, the sum of all weights. */ weight: number; averaged: number; corrected: number; sliding: number;
}
/** A map of a race's surface: one of its runs from the middle of every cell of a grid over its window. */
export interface BasinMapConfig { race: DescentConfig; run?: number; columns?: number; rows?: number; steps?: number; }
/** A critical point that a run may end at; a minimum has a place in the palette. */
export interface MapPoint { x: number; y: number; kind: "minimum" | "maximum" | "saddle" | "degenerate"; style?: number; }
/** The cells of a map that end in one way, of those known: the place of their end in the points (−1 unsettled, −2
 * diverged), their share, and the median of their steps. */
export interface MapShare { end: number; share: number; steps: number; }
/** Every run of a race at each of many learning rates, `rates` being the lowest and the highest. `across`: another
 * parameter, a hyperparameter of the run's optimizer, "batch" of a network or a parameter of the surface. */
export interface RateSweepConfig {
  race: DescentConfig | TrainingConfig; steps?: number; rates?: [number, number]; count?: number;
  across?: { parameter: string; values: [number, number]; count?: number; scale?: "linear" | "log" };
}
/** The best rate, the loss there, and the range around it within twice that loss. */
export interface BestRate { rate: number; loss: number; good: [number, number]; }
/** A cell of a sweep: the rate, the value of the other parameter where there is one, and the loss, NaN where it is not
 * known yet and infinite where the run diverges. */
export interface SweepCell { rate: number; value?: number; loss: number; }
/** A race to be tuned, and the loss to be reached (98 % of the way from the start to the best when left out). */
export interface TunedRaceConfig {
  race: DescentConfig | TrainingConfig; steps?: number; rates?: [number, number]; target?: number;
}
/** A run at a rate: its last loss, and the first step at which it was as low as the target. */
export interface Outcome { rate: number; loss: number; reached?: number; }
/** What tuning has done for a run: steps of the search; gradients in one race, of single samples where there are samples;
 * and floating-point operations of these and of the updates. Each sum, difference, product, quotient, power, root and
 * elementary function is one: on a surface counted as f and its derivatives are computed, for a network six a parameter
 * and sample, and for the optimizer those of its formula. */
export interface TunedRun { untuned: Outcome; tuned: Outcome; cost: number; gradients: number; operations: number; }
/** A race over many seeds; on a surface, starts are scattered by so large a deviation. */
export interface SeedBandConfig {
  race: DescentConfig | TrainingConfig; steps?: number; seeds?: number; points?: number; scatter?: number;
}
/** How a run fares over the seeds: wins; their share with its interval of 95 %; seeds over which it diverges; quartiles
 * of its last loss; and how likely its difference to the best run would be by chance. */
export interface Standing {
  wins: number; share: [number, number, number]; diverged: number; quartiles: [number, number, number];
  chance: number; worse: boolean;
}
/** A plane through the parameters of a race's networks. */
export interface LandscapeConfig {
  race: TrainingConfig; updates?: number; plane?: "principal" | "random"; run?: number; seed?: number;
  columns?: number; rows?: number;
}
/** A run's last point: its place on the plane, how far off that is, its loss and the plane's there. */
export interface ShownPoint { place: [number, number]; distance: number; loss: number; planeLoss: number; }
/** The state of a run. */
export type DescentStatus = "running" | "minimum" | "maximum" | "saddle" | "plateau" | "hovering" | "diverged";
/** The learning rate above which a run diverges: exact on a quadratic without noise at a constant rate, else local. */
export interface StabilityBound { formula: string; value: number; largestCurvature: number; exact: boolean; }
/** A symbol of a rule's formula and what it stands for: a value for each parameter, or one for all of them. */
export interface Term { symbol: string; values: number[]; }
/** The update number t written out: what each symbol stood for before it; the formula line by line with what each
 * assigns; the new parameters less the old; and the same, had a switch of the rule (its bias correction) been the other. */
export interface Ledger {
  t: number; known: Term[]; lines: { text: string; term: Term }[]; update: number[];
  alternatives: { label: string; on: boolean; update: number[] }[];
}
/** How the gradients of batches scatter around the gradient over all samples, seen in a plane: its first axis is along
 * the full gradient, its second where the batch gradients scatter most beside. `shown` is the share of the scatter's
 * variance that the plane shows, `scatter` its root mean square in all dimensions, and `noiseScale` tr Σ/‖G‖² in samples
 * (McCandlish et al. 2018): batches much smaller are mostly noise. It has none when the batch is all samples. */
export interface GradientNoise {
  batch: number; full: [number, number]; gradients: [number, number][]; shown: number; scatter: number; noiseScale?: number;
}
/** The ball in which a run moves around a minimum from one step to another: its root mean square distance, measured
 * and by theory (plain descent on a quadratic), its distance at the last step, and the radius at which a constant rate
 * like that of the last step would stay. */
export interface Ball {
  from: number; to: number; distance: number; measured: number; expected?: number; stationary?: number;
}
/** The ledger of one parameter of a network, and each term over all of them. */
export interface NetworkLedger extends Ledger {
  summaries: { symbol: string; norm: number; min: number; median: number; max: number }[];
}
/** How a run is drawn: its colour, its dash (for lines with round ends) and its marker, the `d` of an SVG path in the
 * box from (0, 0) to (1, 1). Its name says all three in words. */
export interface RunStyle { colour: string; dash: number[]; marker: string; name: string; }
/** A study of minima and saddles: of random symmetric matrices, of runs leaving a saddle, of starts that end in a
 * global minimum under noise from none to the largest, or of the Hessian of a network (at most 200 parameters, one run). */
export type CriticalityConfig =
  | { study: "matrices"; draws?: number; largest?: number; size?: number; seed?: number }
  | { study: "escape"; surface: string; surfaceParameters?: Record<string, number>; distance: number; noise?: number;
      seed?: number; runs: RunConfig[] }
  | { study: "minima"; surface: string; surfaceParameters?: Record<string, number>; noise: number; starts?: number;
      steps?: number; seed?: number; runs: RunConfig[] }
  | ({ study: "curvature"; updates?: number } & TrainingConfig);
/** A share that was counted, with its interval of 95% (up to 3/N where none of N hit). */
export interface CountedShare { noise: number; hits: number; tries: number; share: number; interval: [number, number]; }
/** What a study has found so far. Steps are quartiles, undefined where so many runs stayed. */
export type CriticalityFindings =
  | { study: "matrices"; dimensions: { n: number; counted: CountedShare; exact: number; rate: number }[] }
  | { study: "escape"; saddle: [number, number]; radius: number; steps: ((number | undefined)[] | undefined)[];
      curves: [distance: number, quartiles: (number | undefined)[]][][] }
  | { study: "minima"; shares: CountedShare[][] }
  | { study: "curvature"; parameters: number; updates: number; diverged: boolean; spectrum?: { loss: number;
      gradient: number; nearZero: number; counts: [number, number, number]; lowest: number; highest: number;
      eigenvalues: number[] } };
"#;
