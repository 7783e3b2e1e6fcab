//! The standard grid of Japan (標準地域メッシュ, JIS X 0410), from its third level down to quarters.

use crate::programme::nursery::Position;
use std::fmt;
use std::str::FromStr;

/// How fine the grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mesh {
    /// A quarter of the third level (4分の1地域メッシュ): 7.5 by 11.25 seconds, about 250 m.
    Quarter,
    /// Half of the third level (2分の1地域メッシュ): 15 by 22.5 seconds, about 500 m.
    Half,
    /// The third level (基準地域メッシュ): 30 by 45 seconds, about 1 km.
    Third,
}

impl Mesh {
    /// All, the finest first.
    pub const ALL: [Mesh; 3] = [Mesh::Quarter, Mesh::Half, Mesh::Third];

    /// Quarters of the third level along one side.
    const fn quarters(self) -> u32 {
        match self {
            Mesh::Quarter => 1,
            Mesh::Half => 2,
            Mesh::Third => 4,
        }
    }

    /// The length of a side as it is commonly given, in metres.
    pub const fn metres(self) -> u32 {
        250 * self.quarters()
    }
}

/// Quarters of the third level in a degree of latitude and of longitude.
const NORTH: i64 = 480;
const EAST: i64 = 320;
/// Cells of the third level along one side of a first-level one: eight times ten.
const PER_FIRST: u32 = 80;
/// The grid begins at the equator and at 100 degrees east; codes have two digits for each.
const WEST_E6: i64 = 100_000_000;
const ROWS: u32 = 100 * PER_FIRST * 4;

/// A cell of the grid.
///
/// ```
/// use sekiwari::programme::nursery::Position;
/// use sekiwari::siting::access::{Cell, Mesh};
/// let place = Position { lat_e6: 35_700_780, lon_e6: 139_714_750 };
/// assert_eq!(Cell::of(place, Mesh::Third).unwrap().to_string(), "53394547");
/// assert_eq!(Cell::of(place, Mesh::Quarter).unwrap().to_string(), "5339454711");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    // In cells of its own size, from the equator and from 100 degrees east.
    row: u32,
    column: u32,
    mesh: Mesh,
}

impl Cell {
    /// The cell in which a place lies; its southern and western edges belong to it. Exact: whole numbers only. `None` outside the
    /// grid (latitude 0 to 66.67, longitude 100 to 180). Cost: constant. Source: JIS X 0410.
    pub fn of(place: Position, mesh: Mesh) -> Option<Self> {
        let row = (i64::from(place.lat_e6) * NORTH).div_euclid(1_000_000);
        let column = ((i64::from(place.lon_e6) - WEST_E6) * EAST).div_euclid(1_000_000);
        let (row, column) = (u32::try_from(row).ok()?, u32::try_from(column).ok()?);
        let side = mesh.quarters();
        (row < ROWS && column < 80 * EAST as u32).then_some(Self {
            row: row / side,
            column: column / side,
            mesh,
        })
    }

    /// How fine the grid is that it belongs to.
    pub fn mesh(self) -> Mesh {
        self.mesh
    }

    /// The cell of a coarser grid that it lies in; itself if the grid is not coarser.
    #[must_use]
    pub fn within(self, mesh: Mesh) -> Self {
        if mesh <= self.mesh {
            return self;
        }
        let times = mesh.quarters() / self.mesh.quarters();
        Self { row: self.row / times, column: self.column / times, mesh }
    }

    /// Its southern, western, northern and eastern edge in degrees.
    pub fn edges(self) -> [f64; 4] {
        let side = self.mesh.quarters();
        let lat = |row: u32| f64::from(row * side) / NORTH as f64;
        let lon = |column: u32| 100.0 + f64::from(column * side) / EAST as f64;
        [lat(self.row), lon(self.column), lat(self.row + 1), lon(self.column + 1)]
    }

    /// Its middle, to the micro-degree.
    pub fn middle(self) -> Position {
        let side = i64::from(self.mesh.quarters());
        let twice = |n: u32| (2 * i64::from(n) + 1) * side * 1_000_000;
        // Below 181 million each.
        let lat_e6 = (twice(self.row) / (2 * NORTH)) as i32;
        Position { lat_e6, lon_e6: (WEST_E6 + twice(self.column) / (2 * EAST)) as i32 }
    }
}

/// A text that is no code of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no code of a cell of the grid")]
pub struct NoCell;

impl FromStr for Cell {
    type Err = NoCell;

    /// The cell of a code of 8, 9 or 10 digits.
    fn from_str(code: &str) -> Result<Self, NoCell> {
        let digits: Vec<u32> = code.chars().map(|c| c.to_digit(10)).collect::<Option<_>>().ok_or(NoCell)?;
        let (&[p1, p2, u1, u2, q, v, r, w], quadrants) = digits.split_first_chunk().ok_or(NoCell)?;
        let mesh = *[Mesh::Third, Mesh::Half, Mesh::Quarter].get(quadrants.len()).ok_or(NoCell)?;
        if u1 > 7 || q > 7 || v > 7 || quadrants.iter().any(|n| !(1..=4).contains(n)) {
            return Err(NoCell);
        }
        let mut row = (p1 * 10 + p2) * PER_FIRST + q * 10 + r;
        let mut column = (u1 * 10 + u2) * PER_FIRST + v * 10 + w;
        for n in quadrants {
            (row, column) = (2 * row + (n - 1) / 2, 2 * column + (n - 1) % 2);
        }
        Ok(Self { row, column, mesh })
    }
}

impl fmt::Display for Cell {
    /// The code: 8 digits, 9 for halves, 10 for quarters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let third = self.within(Mesh::Third);
        let parts = |n: u32| (n / PER_FIRST, n / 10 % 8, n % 10);
        let ((p, q, r), (u, v, w)) = (parts(third.row), parts(third.column));
        write!(f, "{p:02}{u:02}{q}{v}{r}{w}")?;
        // South-west 1, south-east 2, north-west 3, north-east 4.
        let quadrant = |cell: Cell| 2 * (cell.row % 2) + cell.column % 2 + 1;
        match self.mesh {
            Mesh::Third => Ok(()),
            Mesh::Half => write!(f, "{}", quadrant(*self)),
            Mesh::Quarter => write!(f, "{}{}", quadrant(self.within(Mesh::Half)), quadrant(*self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Mesh, NoCell};
    use crate::programme::nursery::Position;

    fn code(lat_e6: i32, lon_e6: i32, mesh: Mesh) -> Option<String> {
        Cell::of(Position { lat_e6, lon_e6 }, mesh).map(|c| c.to_string())
    }

    #[test]
    fn codes_of_known_places() {
        // The Statistics Bureau at 35°42′2.8″ N, 139°42′53.1″ E; Tokyo Tower; Kyoto station.
        for (lat, lon, expected) in [
            (35_700_780, 139_714_750, "53394547"),
            (35_658_581, 139_745_433, "53393599"),
            (34_987_574, 135_759_363, "52353680"),
        ] {
            assert_eq!(code(lat, lon, Mesh::Third).as_deref(), Some(expected));
            assert!(code(lat, lon, Mesh::Half).unwrap().starts_with(expected));
        }
        assert_eq!(code(35_658_581, 139_745_433, Mesh::Quarter).as_deref(), Some("5339359921"));
    }

    #[test]
    fn quadrants_count_from_the_south_west_to_the_north_east() {
        // The third-level cell 53394547 is 30″ by 45″ from 35°42′00″, 139°42′45″.
        let (lat, lon) = (35_700_000, 139_712_500);
        let at = |n: i32, e: i32| code(lat + n, lon + e, Mesh::Half).unwrap().pop().unwrap();
        assert_eq!([at(0, 0), at(0, 6250), at(4167, 0), at(4167, 6250)], ['1', '2', '3', '4']);
        assert_eq!(at(4166, 6249), '1');
        let last = code(lat + 8333, lon + 12_499, Mesh::Quarter).unwrap();
        assert_eq!(last, "5339454744");
        assert_eq!(code(lat + 8334, lon + 12_500, Mesh::Quarter).unwrap(), "5339455811");
    }

    #[test]
    fn a_cell_holds_its_middle_and_its_places_at_every_level() {
        for (lat, lon) in [(20_425_000, 136_069_000), (45_557_283, 148_752_000), (26_212_345, 127_681_111)] {
            let place = Position { lat_e6: lat, lon_e6: lon };
            for mesh in Mesh::ALL {
                let cell = Cell::of(place, mesh).unwrap();
                assert_eq!(Cell::of(cell.middle(), mesh), Some(cell));
                assert_eq!(cell.to_string().parse(), Ok(cell));
                let [south, west, north, east] = cell.edges();
                let (y, x) = (f64::from(lat) / 1e6, f64::from(lon) / 1e6);
                assert!(south <= y && y < north && west <= x && x < east, "{cell}");
                assert_eq!(Cell::of(place, Mesh::Quarter).unwrap().within(mesh), cell);
            }
        }
        for wrong in
            ["", "5339454", "53398547", "533945470", "533945471x", "53394547111", "north", "53804547"]
        {
            assert_eq!(wrong.parse::<Cell>(), Err(NoCell), "{wrong}");
        }
        assert_eq!(code(66_666_667, 140_000_000, Mesh::Third), None);
        assert_eq!(code(-1, 140_000_000, Mesh::Third), None);
        assert_eq!(code(35_000_000, 99_999_999, Mesh::Third), None);
        assert_eq!(code(35_000_000, 180_000_000, Mesh::Third), None);
    }
}
