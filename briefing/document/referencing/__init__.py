"""Reference styles: how sources are printed in bibliographies and notes, one module a style."""
