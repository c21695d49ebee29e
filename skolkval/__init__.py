"""SkolKval: see together how a school organiser has valued its own work."""

__version__ = "0.3.0"
