//! Stopping a search from outside, and saying how it goes.

/// Where the search for fewest blocking households stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// No allocation has fewer blocking households, as far as is proven.
    pub blocking_min: u32,
    /// Blocking households in the best allocation found; `None` before there is one.
    pub blocking: Option<u32>,
    /// Sets of households known of whom one must block.
    pub cores: u32,
}

/// Asked now and then whether to stop, and told how it goes. Stopping gives the best found so far; it never makes an
/// answer wrong, only less proven.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    stop: &'a (dyn Fn() -> bool + Sync),
    tell: &'a (dyn Fn(Standing) + Sync),
}

impl Default for Control<'_> {
    /// Never stops, tells nobody.
    fn default() -> Self {
        Self { stop: &|| false, tell: &|_| {} }
    }
}

impl<'a> Control<'a> {
    /// Stops once `stop` says so; `tell` hears of every improvement of a bound.
    pub fn new(stop: &'a (dyn Fn() -> bool + Sync), tell: &'a (dyn Fn(Standing) + Sync)) -> Self {
        Self { stop, tell }
    }

    /// Whether to stop now.
    pub(crate) fn stopped(&self) -> bool {
        (self.stop)()
    }

    /// The same, asked only every few nodes.
    pub(super) fn stops(&self, nodes: u64) -> bool {
        nodes.is_multiple_of(8) && self.stopped()
    }

    pub(super) fn tell(&self, standing: Standing) {
        (self.tell)(standing);
    }
}
