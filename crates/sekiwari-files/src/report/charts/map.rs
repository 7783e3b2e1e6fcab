//! Facilities on a plain map: no tiles, no network; longitude and latitude on a plane that is true to scale in the middle.

use crate::districts::Districts;
use crate::report::numbers::whole;
use crate::report::parts::plain;
use maud::{Markup, html};
use std::fmt::Write as _;

/// A facility on the map.
pub(crate) struct Mark<'a> {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Its number in the table.
    pub(crate) number: usize,
    pub(crate) name: &'a str,
    pub(crate) seats: u32,
    /// Unmet demand; `None` if it is kept back.
    pub(crate) unmet: Option<u32>,
}

const WIDTH: f64 = 760.0;
const MARGIN: f64 = 34.0;
/// Circles of the most and of the fewest seats.
const LARGEST: f64 = 24.0;
const SMALLEST: f64 = 5.0;
/// More numbers than this would cover each other.
const NUMBERED: usize = 60;
/// More names of districts than this likewise.
const NAMED: usize = 40;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// The lowest counts of the four colours, by the highest count; fewer where it is small.
pub(crate) fn steps(most: u32) -> Vec<u32> {
    let share = |part: f64| (f64::from(most) * part).ceil() as u32;
    let mut steps = vec![1, share(0.15).max(2), share(0.35).max(3), share(0.65).max(4)];
    steps.retain(|&s| s <= most.max(1));
    steps.dedup();
    steps
}

fn colour(unmet: Option<u32>, steps: &[u32]) -> &'static str {
    let Some(unmet) = unmet else { return "ux" };
    ["u0", "u1", "u2", "u3", "u4"][steps.iter().filter(|&&s| unmet >= s).count().min(4)]
}

/// From degrees to the drawing.
struct Plane {
    west: f64,
    north: f64,
    /// Units of the drawing to a degree of longitude and of latitude.
    x: f64,
    y: f64,
    height: f64,
}

impl Plane {
    fn around(places: &[(f64, f64)]) -> Self {
        let fold = |f: fn(f64, f64) -> f64, start: f64, of: &dyn Fn(&(f64, f64)) -> f64| {
            places.iter().map(of).fold(start, f)
        };
        let (south, north) = (fold(f64::min, 90.0, &|p| p.0), fold(f64::max, -90.0, &|p| p.0));
        let (west, east) = (fold(f64::min, 180.0, &|p| p.1), fold(f64::max, -180.0, &|p| p.1));
        let squeeze = ((south + north) / 2.0).to_radians().cos().max(0.01);
        // One place alone, or several at one spot, still get a map of some 2 km.
        let (wide, high) = (((east - west) * squeeze).max(0.02), (north - south).max(0.012));
        let inner = WIDTH - 2.0 * MARGIN;
        let scale = (inner / wide).min((WIDTH - 2.0 * MARGIN) / high);
        let middle = f64::midpoint(west, east);
        Self {
            west: middle - inner / scale / squeeze / 2.0,
            north: f64::midpoint(south, north) + high / 2.0,
            x: scale * squeeze,
            y: scale,
            height: (high * scale + 2.0 * MARGIN).round(),
        }
    }

    fn at(&self, lat: f64, lon: f64) -> (f64, f64) {
        (MARGIN + (lon - self.west) * self.x, MARGIN + (self.north - lat) * self.y)
    }
}

/// Draws the map. `told` says in words what it shows.
pub(crate) fn draw(marks: &[Mark<'_>], areas: Option<&Districts>, steps: &[u32], told: &str) -> Markup {
    let corners = areas.into_iter().flat_map(|a| a.map.areas()).flat_map(|area| {
        area.polygons()
            .flatten()
            .flatten()
            .map(|p| (f64::from(p.lat_e6) / 1e6, f64::from(p.lon_e6) / 1e6))
            .collect::<Vec<_>>()
    });
    let places: Vec<(f64, f64)> = marks.iter().map(|m| (m.lat, m.lon)).chain(corners).collect();
    let plane = Plane::around(&places);
    let most = marks.iter().map(|m| m.seats).max().unwrap_or(0).max(1);
    let radius = |seats: u32| (f64::from(seats) / f64::from(most)).sqrt() * (LARGEST - SMALLEST) + SMALLEST;
    let mut order: Vec<&Mark<'_>> = marks.iter().collect();
    // Small circles stay visible on large ones.
    order.sort_by_key(|m| (std::cmp::Reverse(m.seats), m.number));
    html! {
        svg.map viewBox={ "0 0 " (WIDTH) " " (plane.height) } role="img" aria-label=(told) {
            rect.sea width=(WIDTH) height=(plane.height) rx="4" {}
            @if let Some(areas) = areas {
                g aria-hidden="true" {
                    @for area in areas.map.areas() { path.area d=(outline(area, &plane)) fill-rule="evenodd" {} }
                    @if areas.names.len() <= NAMED {
                        @for (area, name) in areas.map.areas().iter().zip(&areas.names) {
                            @if let Some((x, y)) = middle(area, &plane) {
                                text.place x=(short(x)) y=(short(y)) { (plain(name)) }
                            }
                        }
                    }
                }
            }
            g aria-hidden="true" {
                @for mark in &order {
                    @let (x, y) = plane.at(mark.lat, mark.lon);
                    circle class=(colour(mark.unmet, steps)) cx=(short(x)) cy=(short(y)) r=(short(radius(mark.seats))) {
                        title { (mark.number) ". " (plain(mark.name)) }
                    }
                }
                @if marks.len() <= NUMBERED {
                    @for mark in &order {
                        @let (x, y) = plane.at(mark.lat, mark.lon);
                        text.no x=(short(x)) y=(short(y)) { (mark.number) }
                    }
                }
            }
            (scale_bar(&plane))
        }
    }
}

/// The rings of an area as one path.
fn outline(area: &sekiwari::programme::club::district::Area, plane: &Plane) -> String {
    let mut path = String::new();
    for ring in area.polygons().flatten() {
        for (i, p) in ring.iter().enumerate() {
            let (x, y) = plane.at(f64::from(p.lat_e6) / 1e6, f64::from(p.lon_e6) / 1e6);
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{x:.1} {y:.1}", if i == 0 { "M" } else { "L" });
        }
        path.push('Z');
    }
    path
}

/// The middle of the largest ring's corners, where a name is written.
fn middle(area: &sekiwari::programme::club::district::Area, plane: &Plane) -> Option<(f64, f64)> {
    let rings = area.polygons().filter_map(|rings| rings.first().map(|r| r.to_vec()));
    let ring = rings.max_by_key(Vec::len)?;
    let n = ring.len() as f64;
    let sum = ring.iter().fold((0.0, 0.0), |s, p| {
        let (x, y) = plane.at(f64::from(p.lat_e6) / 1e6, f64::from(p.lon_e6) / 1e6);
        (s.0 + x, s.1 + y)
    });
    Some((sum.0 / n, sum.1 / n))
}

/// A round number of metres, about a fifth of the width.
fn scale_bar(plane: &Plane) -> Markup {
    let per_metre = plane.y / DEGREE;
    let wanted = WIDTH / 5.0 / per_metre;
    let metres = super::scale::step(wanted, 1.5);
    let length = metres * per_metre;
    let y = plane.height - 14.0;
    let text = if metres >= 1000.0 {
        format!("{} km", whole((metres / 1000.0) as i64))
    } else {
        format!("{} m", whole(metres as i64))
    };
    html! {
        g.scale aria-hidden="true" {
            path d={ "M14 " (short(y - 5.0)) "v5h" (short(length)) "v-5" } {}
            text x=(short(length + 22.0)) y=(short(y + 1.0)) { (text) }
        }
    }
}

fn short(x: f64) -> String {
    format!("{x:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_up_with_the_count_and_nobody_is_not_coloured() {
        assert_eq!(steps(40), [1, 6, 14, 26]);
        assert_eq!((steps(2), steps(0)), (vec![1, 2], vec![1]));
        let found: Vec<&str> = [0, 1, 5, 6, 14, 26, 40].map(|n| colour(Some(n), &steps(40))).into();
        assert_eq!(found, ["u0", "u1", "u1", "u2", "u3", "u4", "u4"]);
        assert_eq!(colour(None, &steps(40)), "ux");
    }

    #[test]
    fn places_lie_inside_the_drawing_and_north_is_up() {
        for places in
            [vec![(34.6, 133.7), (34.7, 133.9)], vec![(34.6, 133.7)], vec![(34.6, 133.7), (35.6, 133.7)]]
        {
            let plane = Plane::around(&places);
            for &(lat, lon) in &places {
                let (x, y) = plane.at(lat, lon);
                assert!((0.0..=WIDTH).contains(&x) && (0.0..=plane.height).contains(&y), "{x} {y}");
            }
            assert!(plane.at(34.7, 133.7).1 < plane.at(34.6, 133.7).1);
        }
    }
}
