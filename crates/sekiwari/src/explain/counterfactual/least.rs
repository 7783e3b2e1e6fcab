//! The least of some steps with which a family gets a wish.

use super::Refusal;
use crate::priority::Thousandths;

/// What a family gets, as far as wishes are compared by it.
pub(in crate::explain) trait Outcome: Copy + Send + Sync {
    /// Whether the child asked about has a seat by a wish of this rank or a better one.
    fn reaches(&self, rank: u32) -> bool;
}

/// A number of the caller's, with the least step and what the family then gets; nothing where there is none.
pub(in crate::explain) type Least<G> = (usize, Option<(Thousandths, G)>);

/// What was tried for one child, step by step.
pub(in crate::explain) struct Tries<'d, G> {
    steps: Vec<Thousandths>,
    got: Vec<Option<G>>,
    decide: &'d (dyn Fn(Thousandths) -> Result<G, Refusal> + Sync),
}

impl<'d, G: Outcome> Tries<'d, G> {
    /// `steps` ascend.
    pub(in crate::explain) fn new(
        steps: Vec<Thousandths>,
        decide: &'d (dyn Fn(Thousandths) -> Result<G, Refusal> + Sync),
    ) -> Self {
        let got = vec![None; steps.len()];
        Self { steps, got, decide }
    }

    /// The least step with which the family gets each of some wishes or a better one, and what it then gets; nothing where there is none.
    /// Each is a number of the caller's with the rank of the wish and a guess.
    ///
    /// # Errors
    /// What deciding gives.
    pub(in crate::explain) fn least_of_each(
        &mut self,
        mut asked: Vec<(usize, u32, Thousandths)>,
    ) -> Result<Vec<Least<G>>, Refusal> {
        // A worse wish needs no more than a better one.
        asked.sort_unstable_by_key(|&(at, rank, _)| std::cmp::Reverse((rank, at)));
        let mut from = 0;
        let mut found = Vec::with_capacity(asked.len());
        for (at, rank, guess) in asked {
            from = self.least(from, rank, self.steps.partition_point(|&s| s < guess))?;
            found.push(match self.steps.get(from).copied() {
                Some(more) => (at, Some((more, self.outcome(from)?))),
                None => (at, None),
            });
        }
        Ok(found)
    }

    /// The first step from `from` on with which the family gets a wish of this rank or a better one; the number of steps if there
    /// is none. `guess` is tried first, and the step before it.
    fn least(&mut self, from: usize, rank: u32, guess: usize) -> Result<usize, Refusal> {
        let (mut low, mut high) = (from, self.steps.len());
        if low == high {
            return Ok(high);
        }
        let guess = guess.clamp(low, high - 1);
        // Mostly it takes the guess, and no less.
        self.look_at_both(guess, guess.saturating_sub(1).max(low))?;
        if self.suffices(guess, rank)? {
            high = guess;
            if high > low && !self.suffices(high - 1, rank)? {
                low = high;
            }
        } else {
            low = guess + 1;
            if low == high || !self.suffices(high - 1, rank)? {
                return Ok(high);
            }
            high -= 1;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.suffices(middle, rank)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }

    fn suffices(&mut self, step: usize, rank: u32) -> Result<bool, Refusal> {
        Ok(self.outcome(step)?.reaches(rank))
    }

    /// What the family gets with a step.
    fn outcome(&mut self, step: usize) -> Result<G, Refusal> {
        let got = self.found(step)?;
        self.got[step] = Some(got);
        Ok(got)
    }

    /// Two outcomes at once, where there is a thread to spare.
    fn look_at_both(&mut self, one: usize, other: usize) -> Result<(), Refusal> {
        if one != other && rayon::current_num_threads() > 1 {
            let (first, second) = rayon::join(|| self.found(one), || self.found(other));
            (self.got[one], self.got[other]) = (Some(first?), Some(second?));
        }
        Ok(())
    }

    fn found(&self, step: usize) -> Result<G, Refusal> {
        match self.got[step] {
            Some(known) => Ok(known),
            None => (self.decide)(self.steps[step]),
        }
    }
}

/// The step in which points are given: the greatest number of thousandths of which all differences between them are multiples;
/// one point where there are none.
pub(in crate::explain) fn step(mut points: impl Iterator<Item = Thousandths>) -> Thousandths {
    let one = Thousandths(1000);
    let Some(first) = points.next() else { return one };
    let step = points.fold(0, |g, p| gcd(g, p.0.abs_diff(first.0)));
    i64::try_from(step).ok().filter(|&s| s > 0).map_or(one, Thousandths)
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::{gcd, step};
    use crate::priority::Thousandths;

    #[test]
    fn halves_and_whole_points_come_in_halves() {
        assert_eq!([1500, 3000, 2000].iter().fold(0, |g, &x| gcd(g, x)), 500);
        assert_eq!(gcd(0, 0), 0);
        assert_eq!(step([4500, 3000, 2000].into_iter().map(Thousandths)), Thousandths(500));
        assert_eq!(step([7, 7].into_iter().map(Thousandths)), Thousandths(1000));
    }
}
