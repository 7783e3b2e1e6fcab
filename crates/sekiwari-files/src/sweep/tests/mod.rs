//! Files of sweeps, the record of runs, and shards put together.

mod journal;
mod read;
