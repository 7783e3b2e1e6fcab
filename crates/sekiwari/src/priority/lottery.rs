//! The lottery: a draw that anybody can repeat.

use sha2::{Digest, Sha256};

/// A seeded lottery. The draw of a child depends on the seed and the child's id alone, so adding a child never
/// reshuffles the others.
///
/// The draw is the first eight bytes (big-endian) of SHA-256 over the text `seed:child_id`; an office can repeat one
/// by hand with any SHA-256 tool.
///
/// ```
/// use sekiwari::priority::Lottery;
/// // printf '42:C001' | sha256sum
/// let draw = Lottery::new(42).draw("C001");
/// assert_eq!(draw, Lottery::new(42).draw("C001"));
/// assert_ne!(draw, Lottery::new(43).draw("C001"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lottery {
    seed: u64,
}

impl Lottery {
    /// The lottery of a seed; committed before the draw, recorded with the result.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The seed.
    pub fn seed(self) -> u64 {
        self.seed
    }

    /// What an office publishes before the applications are known, so that everybody can see afterwards that the seed was
    /// not chosen for its outcome: SHA-256 over the text `seed:nonce`, in hexadecimal. The nonce keeps the seed from being
    /// found by trying; it is published with the seed after the draw.
    ///
    /// ```
    /// // printf '42:sakura-no-hana-2026' | sha256sum
    /// let published = sekiwari::priority::Lottery::new(42).commitment("sakura-no-hana-2026");
    /// assert_eq!(published.len(), 64);
    /// assert_ne!(published, sekiwari::priority::Lottery::new(43).commitment("sakura-no-hana-2026"));
    /// ```
    pub fn commitment(self, nonce: &str) -> String {
        let digest = Sha256::new().chain_update(format!("{}:{nonce}", self.seed)).finalize();
        digest.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// The draw of a child; smaller comes first.
    pub fn draw(self, child_id: &str) -> u64 {
        let digest = Sha256::new().chain_update(format!("{}:", self.seed)).chain_update(child_id).finalize();
        digest.iter().take(8).fold(0, |n, &b| n << 8 | u64::from(b))
    }
}
