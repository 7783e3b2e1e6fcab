//! What an opening can take, and what a child takes of it.

use super::CLASSES;

/// Every limit of an opening. All that are given bind at once; what is empty or `None` is no limit.
///
/// Numbers per slot are slices as long as the market's slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Children at a time, per slot.
    pub seats: Option<Vec<u32>>,
    /// Children of some classes at a time (seats by class; classes that share them are one group). A class in no group is
    /// not taken where there are groups.
    pub groups: Vec<Group>,
    /// Teachers, by the ages of those who come.
    pub staff: Option<Staff>,
    /// Nurses.
    pub nurses: Option<Nurses>,
    /// Rooms that keep diseases apart.
    pub rooms: Option<Rooms>,
}

impl Limits {
    /// Seats per slot and nothing else.
    pub fn seats(seats: &[u32]) -> Self {
        Self { seats: Some(seats.to_vec()), ..Self::default() }
    }
}

/// Seats of some age classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Bit *c* is set if class *c* sits here.
    pub classes: u16,
    /// Seats per slot.
    pub seats: Vec<u32>,
}

/// Teachers present, and how many the children need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Teachers per slot.
    pub teachers: Vec<u32>,
    /// Classes that are counted together, with the children to one teacher. Classes in no band need none.
    pub bands: Vec<Band>,
    /// How quotients become teachers.
    pub rounding: Rounding,
    /// Never fewer teachers than this as long as there is a child.
    pub minimum: u32,
}

/// Classes counted together for teachers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Bit *c* is set if class *c* is counted here.
    pub classes: u16,
    /// Children to one teacher, at least 1.
    pub per_teacher: u32,
}

/// How the bands' quotients become teachers. With `n` children (in tenths, [`Member::load`]) at `k` to a teacher:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Each quotient is cut after its first decimal, the sum is rounded half up: `floor((sum floor(load/k) + 5) / 10)`,
    /// where a load is ten for a child (the pay rule, 公定価格).
    #[default]
    Cut,
    /// Every band needs whole teachers of its own: `sum ceil(load / 10k)`.
    PerBand,
}

/// Nurses present and the children to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nurses {
    /// Nurses per slot.
    pub nurses: Vec<u32>,
    /// Children to one nurse, at least 1.
    pub per_nurse: u32,
}

/// Rooms of a sick-child site. Every member with an illness is given one room for its whole stay; one without sits anywhere.
///
/// A room serves one *kind* of illness the whole day, also when its children come in different slots: the mixable illnesses
/// together, or one separated disease, or one child that must be alone; and only what its [`RoomKind`] takes. At no time more
/// children than its seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rooms {
    /// The rooms, named by their positions.
    pub rooms: Vec<Room>,
    /// Whether several children with the same separated disease may share a room. If not, each has a room of its own.
    pub same_may_share: bool,
}

impl Rooms {
    /// Rooms of which each takes any illness, by their seats.
    pub fn any(seats: impl IntoIterator<Item = u32>, same_may_share: bool) -> Self {
        let rooms = seats.into_iter().map(|seats| Room { seats, kind: RoomKind::Any }).collect();
        Self { rooms, same_may_share }
    }

    /// Whether some room does not take every illness: the site has common rooms or isolation rooms.
    pub fn distinguish(&self) -> bool {
        self.rooms.iter().any(|room| room.kind != RoomKind::Any)
    }
}

/// A room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Room {
    /// Children at a time.
    pub seats: u32,
    /// Which illnesses it takes.
    pub kind: RoomKind,
}

/// Which illnesses a room takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoomKind {
    /// Any.
    #[default]
    Any,
    /// A common care room (保育室): mixable illnesses only.
    Common,
    /// An isolation room (隔離室): illnesses that are kept apart, never a mixable one.
    Isolation,
}

impl RoomKind {
    /// Names in files.
    pub const NAMES: &'static [(&'static str, RoomKind)] =
        &[("any", RoomKind::Any), ("common", RoomKind::Common), ("isolation", RoomKind::Isolation)];

    /// Whether a room of this kind takes an illness that is handled so.
    pub const fn takes(self, handling: Handling) -> bool {
        match self {
            RoomKind::Any => true,
            RoomKind::Common => matches!(handling, Handling::Mix),
            RoomKind::Isolation => !matches!(handling, Handling::Mix),
        }
    }

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            RoomKind::Any => "any",
            RoomKind::Common => "common",
            RoomKind::Isolation => "isolation",
        }
    }
}

/// How a disease is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// May be in a room with other mixable diseases.
    Mix,
    /// Needs a room that has no other disease.
    Separate,
    /// Each child needs a room to itself.
    Alone,
}

/// A member's illness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Illness {
    /// Which disease: equal numbers are the same disease.
    pub disease: u16,
    /// How it is kept apart.
    pub handling: Handling,
}

/// One child of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The child: whose uses are counted.
    pub child: u32,
    /// Age class, below [`CLASSES`].
    pub class: u8,
    /// Weight for teachers in tenths of a child: 10 for most, 30 for one who needs three children's care.
    pub load: u32,
    /// What it is ill with, if anything.
    pub illness: Option<Illness>,
}

impl Member {
    /// A healthy child of usual weight.
    pub const fn new(child: u32, class: u8) -> Self {
        Self { child, class, load: 10, illness: None }
    }

    /// Whether its class is one that exists.
    pub(super) const fn is_valid(&self) -> bool {
        (self.class as usize) < CLASSES
    }
}

/// One key of the order in which requests are considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPart {
    /// [`super::Request::need`], smaller first.
    Need,
    /// Uses so far, fewer first.
    Uses,
    /// [`super::Request::home`], smaller first.
    Home,
    /// The rank of the stay that is asked for: everybody's first wishes before any second. A request that is granted at a
    /// rank keeps it or a better one.
    Wish,
    /// [`super::Request::time`], smaller first.
    Time,
}

impl KeyPart {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, KeyPart)] = &[
        ("need", KeyPart::Need),
        ("uses", KeyPart::Uses),
        ("home", KeyPart::Home),
        ("wish", KeyPart::Wish),
        ("time", KeyPart::Time),
    ];
}

/// The order in which requests are considered: the keys in turn, then [`super::Request::turn`], which is unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys(pub Vec<KeyPart>);

impl Default for Keys {
    /// Need, then fewest uses, then the time of the request.
    fn default() -> Self {
        Self(vec![KeyPart::Need, KeyPart::Uses, KeyPart::Time])
    }
}

/// A kind of limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitKind {
    /// Seats.
    Seats,
    /// Seats of some classes, by position in [`Limits::groups`].
    Group(u32),
    /// Nurses.
    Nurses,
    /// Teachers.
    Teachers,
    /// Seats of all rooms together.
    Rooms,
    /// Seats of the rooms that take mixable illnesses.
    CommonRooms,
    /// The rooms that take illnesses kept apart: their seats, or their number where nobody may share.
    IsolationRooms,
}

impl LimitKind {
    /// Whether it is about rooms.
    pub const fn is_of_rooms(self) -> bool {
        matches!(self, LimitKind::Rooms | LimitKind::CommonRooms | LimitKind::IsolationRooms)
    }
}
