//! Across April.
