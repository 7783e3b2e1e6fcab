//! Lines over a few points, with the gap up to what is proven.

use super::scale::ticks;
use crate::report::numbers::decimal;
use maud::{Markup, html};
use std::fmt::Write as _;

/// A point of a line.
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// Up to where it may be higher, or lies in eight draws of ten; equal to `y` where it is known.
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// A line.
pub(crate) struct Line<'a> {
    pub(crate) class: &'a str,
    /// What it is called, at its end; may be empty.
    pub(crate) label: &'a str,
    pub(crate) points: Vec<Point>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 52.0;

/// Draws lines over shared axes. `from_zero` puts zero on the vertical axis.
pub(crate) fn lines(lines: &[Line<'_>], x_axis: &str, y_axis: &str, from_zero: bool, told: &str) -> Markup {
    let points = || lines.iter().flat_map(|l| &l.points);
    let least = |f: &dyn Fn(&Point) -> f64| points().map(f).fold(f64::INFINITY, f64::min);
    let most = |f: &dyn Fn(&Point) -> f64| points().map(f).fold(f64::NEG_INFINITY, f64::max);
    if points().next().is_none() {
        return html! {};
    }
    let xs = ticks(least(&|p| p.x), most(&|p| p.x), 8.0);
    let low = if from_zero { 0.0 } else { least(&|p| p.low) };
    let ys = ticks(low, most(&|p| p.high), 5.0);
    let ends = |t: &[f64]| (t[0], t[t.len() - 1]);
    let ((x0, x1), (y0, y1)) = (ends(&xs), ends(&ys));
    let at_x = |x: f64| LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT);
    let at_y = |y: f64| HEIGHT - BOTTOM - (y - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM);
    let path = |points: &[Point]| {
        points.iter().enumerate().fold(String::new(), |mut path, (i, p)| {
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{:.1} {:.1}", if i == 0 { "M" } else { "L" }, at_x(p.x), at_y(p.y));
            path
        })
    };
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(told) {
            g.axis aria-hidden="true" {
                @for y in &ys {
                    line.grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(short(at_y(*y))) y2=(short(at_y(*y))) {}
                    text x=(LEFT - 8.0) y=(short(at_y(*y) + 4.0)) text-anchor="end" { (decimal(*y)) }
                }
                @for x in &xs {
                    text x=(short(at_x(*x))) y=(HEIGHT - BOTTOM + 20.0) text-anchor="middle" { (plain_number(*x)) }
                }
                path d={ "M" (LEFT) " " (HEIGHT - BOTTOM) "H" (WIDTH - RIGHT) } {}
                text x=(short((LEFT + WIDTH - RIGHT) / 2.0)) y=(HEIGHT - 10.0) text-anchor="middle" { (x_axis) }
                text x="4" y="16" { (y_axis) }
            }
            @for line in lines {
                g aria-hidden="true" {
                    @for p in line.points.iter().filter(|p| p.low < p.high) {
                        line.gap x1=(short(at_x(p.x))) x2=(short(at_x(p.x))) y1=(short(at_y(p.low))) y2=(short(at_y(p.high))) {}
                    }
                    path class={ "line " (line.class) } d=(path(&line.points)) {}
                    @for p in &line.points {
                        circle class={ "dot " (if p.low < p.high { "loose" } else { "" }) } cx=(short(at_x(p.x))) cy=(short(at_y(p.y))) r="4" {
                            title { (plain_number(p.x)) ": " (decimal(p.y)) }
                        }
                    }
                    @if let Some(end) = line.points.last().filter(|_| !line.label.is_empty()) {
                        text.label x=(short(at_x(end.x) + 9.0)) y=(short(at_y(end.y) + 4.0)) { (line.label) }
                    }
                }
            }
        }
    }
}

fn short(x: f64) -> String {
    format!("{x:.1}")
}

/// Years and small counts: without commas.
fn plain_number(x: f64) -> String {
    format!("{x:.0}")
}
