//! What can be said about a surface beyond its value: where it is stationary and what it is like
//! there.

pub mod critical_points;
pub mod hessian;
