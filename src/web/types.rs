//! The TypeScript types of what crosses the boundary.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A parameter of an entry. `min` and `max` are its slider's; what is valid is wider, as `kind` says. */
export interface Parameter {
  id: string; symbol: string; label: string; default: number | number[];
  min: number; max: number; scale: "linear" | "log";
  kind: "positive" | "non_negative" | "decay" | "fraction" | "real" | "count" | "seed" | "flag" | "boundaries" | "rates";
  unit: string;
}
/** One choice: an optimizer, a schedule, a surface, … */
export interface CatalogEntry {
  id: string; label: string; summary: string; formula: string; reference: string; parameters: Parameter[];
}
/** What is known of a surface beforehand. The window is [left, right, bottom, top]. */
export interface SurfaceFacts {
  window: [number, number, number, number]; start: [number, number]; quadratic: boolean;
  criticalPoints: { x: number; y: number; value: number; kind: "minimum" | "maximum" | "saddle" | "degenerate";
    eigenvalues: [number, number]; global: boolean }[];
}
/** Everything there is to choose from. */
export interface Catalog {
  optimizers: CatalogEntry[]; schedules: CatalogEntry[]; surfaces: (CatalogEntry & SurfaceFacts)[];
  datasets: CatalogEntry[]; activations: CatalogEntry[]; losses: CatalogEntry[]; initializations: CatalogEntry[];
}
/** A schedule's id and its parameters, side by side. */
export interface ScheduleConfig { id: string; [parameter: string]: string | number | number[]; }
/** One run: an optimizer, its hyperparameters by id (`learning_rate` among them), its schedule. */
export interface RunConfig {
  optimizer: string; hyperparameters?: Record<string, number>; schedule?: ScheduleConfig; batch?: number | "all";
  /** Its place in the palette. */ style?: number; hidden?: boolean;
}
/** Several runs on one surface (an id, or a formula in x and y) from one start. */
export interface DescentConfig {
  surface: string; surfaceParameters?: Record<string, number>; window?: [number, number, number, number];
  start: [number, number]; noise?: number; seed?: number; runs: RunConfig[];
}
/** Several runs on one dataset, or on given data, from the same initial network. */
export interface TrainingConfig {
  data: { dataset: string; seed?: number; trainFraction?: number; [parameter: string]: string | number | undefined }
    | { inputs: number[][]; targets: number[]; seed?: number; trainFraction?: number };
  network: { hidden: number[]; activation: string; loss: string; outputs?: number; l2?: number; initialization?: string; seed?: number };
  features?: string[]; batch: number | "all"; record?: number; runs: RunConfig[];
}
/** The state of a run. */
export type DescentStatus = "running" | "minimum" | "maximum" | "saddle" | "plateau" | "hovering" | "diverged";
/** The learning rate above which a run diverges: exact on a quadratic without noise at a constant rate, else local. */
export interface StabilityBound { formula: string; value: number; largestCurvature: number; exact: boolean; }
/** How a run is drawn: its colour, its dash (for lines with round ends) and its marker, the `d` of an SVG path in the
 * box from (0, 0) to (1, 1). */
export interface RunStyle { colour: string; dash: number[]; marker: string; }
"#;
