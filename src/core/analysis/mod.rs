//! What can be found out about a surface or a run by looking closer.

pub mod hessian;
