// A target that precompiles headers for others has a source; this one has nothing in it.
