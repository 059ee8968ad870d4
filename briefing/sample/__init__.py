"""The sample library: the strikes of January 2024 between Iran and Pakistan."""
