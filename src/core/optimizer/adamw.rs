//! AdamW.

use super::Build;
use super::adam::Adam;
use super::hyperparameters::{BETA1, BETA2, BIAS_CORRECTION, epsilon, learning_rate, weight_decay};
use super::rule::build;
use crate::core::registry::{Entry, Kind};

/// AdamW: Adam, and a decay of the weights that the gradient's scale does not touch.
///
/// # Formula
/// ```text
/// v ← β₁ v + (1−β₁) g        s ← β₂ s + (1−β₂) g²
/// w ← w − α λ w − α v̂ / (√ŝ + ε)     v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ)
/// ```
/// # Conventions
/// The decay is multiplied by α, as in PyTorch, and acts on w as it was before the step. Every
/// parameter decays, a network's biases too. With `bias_correction` 0, v̂ = v and ŝ = s.
/// # Reference
/// `torch.optim.AdamW`; Loshchilov & Hutter 2017, arXiv:1711.05101, algorithm 2.
pub(super) const ENTRY: Entry<Build> = Entry {
    id: "adamw",
    label: "AdamW",
    summary: "Adam that also shrinks every weight a little at each step, apart from the gradient.",
    formula: "v ← β₁ v + (1−β₁) g; s ← β₂ s + (1−β₂) g²; if corrected: v̂ = v/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ); otherwise: v̂ = v, ŝ = s; η = α / (√ŝ + ε); w ← w − α λ w − η v̂",
    reference: "torch.optim.AdamW; Loshchilov & Hutter 2017, arXiv:1711.05101",
    parameters: &[
        learning_rate(0.001, (1e-5, 1.0)),
        BETA1,
        BETA2,
        epsilon(Kind::NonNegative, 1e-8),
        weight_decay(0.01),
        BIAS_CORRECTION,
    ],
    build: build::<Adam<true>>(),
};
