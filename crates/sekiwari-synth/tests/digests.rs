//! The calibrated defaults stay what they are: the bytes of written rounds, by digest.
//!
//! A change here changes every round made from a seed so far, so it must be wanted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari_files::write::{RoundSettings, write_round};
use sekiwari_synth::{Options, generate, single_market};

/// FNV-1a, 64 bits.
fn digest(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

fn written(options: &Options) -> u64 {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    write_round(&dir, &generate(options), &RoundSettings::default()).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.iter().fold(EMPTY, |h, file| {
        let name = file.file_name().unwrap().as_encoded_bytes();
        digest(digest(h, name), &std::fs::read(file).unwrap())
    })
}

#[test]
fn rounds_of_the_defaults_are_the_same_bytes_as_ever() {
    let found = [(1_600, 1), (1_600, 2), (300, 7)].map(|(n, seed)| written(&Options::new(n, seed)));
    assert_eq!(found, [0xc39e_e8f8_fce7_2aa2, 0x3d91_3989_f9a8_4064, 0x26c5_ce14_db30_6908], "{found:#x?}");
}

#[test]
fn rounds_of_other_options_are_the_same_bytes_as_ever() {
    let hard = Options {
        sibling_permille: 400,
        shared_permille: 300,
        priority_noise: 6,
        joint_wishes_permille: 200,
        ..Options::new(800, 3)
    };
    let found = written(&hard);
    assert_eq!(found, 0xf149_7975_eec0_c1ee, "{found:#x}");
}

#[test]
fn markets_of_single_children_are_the_same_as_ever() {
    let market = single_market(2_000, 8).unwrap();
    let found = market.claimants().iter().fold(EMPTY, |h, c| {
        let row = [c.child.index() as u64, c.pool.index() as u64, u64::from(c.rank.get())];
        row.iter().fold(h, |h, n| digest(h, &n.to_le_bytes()))
    });
    assert_eq!(found, 0x7310_3a41_dce5_5bee, "{found:#x}");
}
