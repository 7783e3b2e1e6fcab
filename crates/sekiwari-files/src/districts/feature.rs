//! One feature: which district it is, and its polygons.

use geojson::{Feature, GeometryValue, JsonObject};
use sekiwari::programme::club::district::{Area, metres};
use sekiwari::programme::nursery::Position;
use serde_json::Value;

use crate::finding::catalogue::districts as kinds;
use crate::finding::{Finding, Findings, Place};

/// Properties that may name a district, the first that has a value counts.
const IDS: &[&str] = &["district_id", "地区ID", "学区ID", "地区id", "学区id"];
/// Properties that may hold its name; `A27_007` is the one of 国土数値情報.
const NAMES: &[&str] = &["name", "名称", "学区名", "地区名", "A27_007"];

/// An outer ring and its holes.
pub(super) type Polygon = Vec<Vec<Position>>;

/// A feature that can be used.
pub(super) struct Read {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) polygons: Vec<Polygon>,
}

/// Reads a feature; everything odd about it is told.
pub(super) fn read(value: Value, place: &Place, findings: &mut Findings) -> Option<Read> {
    let feature = match serde_json::from_value::<Feature>(value) {
        Ok(feature) => feature,
        Err(e) => {
            findings.push(Finding::new(&kinds::FEATURE_UNREADABLE, place.clone()).arg("reason", e));
            return None;
        }
    };
    let name = property(feature.properties.as_ref(), NAMES);
    let Some(id) = property(feature.properties.as_ref(), IDS).or_else(|| name.clone()) else {
        let names = [&IDS[..1], NAMES].concat().join(", ");
        findings.push(Finding::new(&kinds::DISTRICT_WITHOUT_ID, place.clone()).arg("names", names));
        return None;
    };
    let mut reader = Rings { id: &id, place, findings };
    let polygons = match feature.geometry.map(|g| g.value) {
        Some(GeometryValue::Polygon { coordinates }) => reader.polygons(vec![coordinates])?,
        Some(GeometryValue::MultiPolygon { coordinates }) => reader.polygons(coordinates)?,
        other => {
            let kind = other.as_ref().map_or("null", GeometryValue::type_name);
            let finding = reader.finding(&kinds::NOT_AN_AREA).value(kind);
            reader.findings.push(finding);
            return None;
        }
    };
    Some(Read { name: name.unwrap_or_else(|| id.clone()), id, polygons })
}

/// The first of these properties that has a value: a text that is not blank, or a whole number.
fn property(properties: Option<&JsonObject>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|&name| match properties?.get(name)? {
        Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned),
        Value::Number(number) => number.as_i64().map(|n| n.to_string()),
        _ => None,
    })
}

struct Rings<'a> {
    id: &'a str,
    place: &'a Place,
    findings: &'a mut Findings,
}

impl Rings<'_> {
    fn finding(&self, kind: &'static crate::finding::Kind) -> Finding {
        Finding::new(kind, self.place.clone()).arg("district", self.id)
    }

    fn polygons(&mut self, coordinates: Vec<geojson::PolygonType>) -> Option<Vec<Polygon>> {
        let polygons = self.positions(&coordinates)?;
        let mut usable = Vec::new();
        for rings in polygons {
            let mut polygon = Vec::new();
            for (i, ring) in rings.into_iter().enumerate() {
                self.tell_open(&ring);
                if Area::new(vec![vec![ring.clone()]]).is_ok() {
                    polygon.push(ring);
                    continue;
                }
                let finding = self.finding(&kinds::RING_WITHOUT_AREA).value(self.id);
                self.findings.push(finding);
                if i == 0 {
                    // Without its outer ring a polygon is nothing, whatever its holes.
                    break;
                }
            }
            if !polygon.is_empty() {
                usable.push(polygon);
            }
        }
        if usable.is_empty() {
            let finding = self.finding(&kinds::AREA_EMPTY).value(self.id);
            self.findings.push(finding);
            return None;
        }
        Some(usable)
    }

    /// All corners in micro-degrees; nothing if one of them is no place, with one finding for all such corners.
    fn positions(&mut self, coordinates: &[geojson::PolygonType]) -> Option<Vec<Polygon>> {
        let (mut swapped, mut invalid) = (0u32, 0u32);
        let mut first: Option<String> = None;
        let mut corner = |corner: &geojson::Position| {
            let numbers = corner.as_slice();
            if let &[lon, lat, ..] = numbers {
                if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
                    return Position { lat_e6: micro(lat), lon_e6: micro(lon) };
                }
                let exchanged = lat.abs() <= 180.0 && lon.abs() <= 90.0;
                *(if exchanged { &mut swapped } else { &mut invalid }) += 1;
            } else {
                invalid += 1;
            }
            first.get_or_insert_with(|| format!("{numbers:?}"));
            Position { lat_e6: 0, lon_e6: 0 }
        };
        let polygons: Vec<Polygon> = coordinates
            .iter()
            .map(|polygon| polygon.iter().map(|ring| ring.iter().map(&mut corner).collect()).collect())
            .collect();
        for (kind, count) in [(&kinds::COORDINATES_SWAPPED, swapped), (&kinds::POSITION_INVALID, invalid)] {
            if count > 0 {
                let finding = self.finding(kind).value(first.as_deref().unwrap_or_default());
                self.findings.push(finding.arg("count", count));
            }
        }
        first.is_none().then_some(polygons)
    }

    fn tell_open(&mut self, ring: &[Position]) {
        if let (Some(&first), Some(&last)) = (ring.first(), ring.last())
            && first != last
        {
            let finding = self.finding(&kinds::RING_OPEN).value(self.id);
            self.findings.push(finding.arg("metres", metres(first, last)));
        }
    }
}

/// Degrees, at most 180, in millionths, rounded.
fn micro(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}
