//! Drawings as plain SVG, coloured by the style of the page. Each has a table that says the same.

mod line;
mod map;
mod scale;

pub(super) use line::{Line, Point, lines};
pub(super) use map::{Mark, draw, steps};
