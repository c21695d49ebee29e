"""`python -m skolkval`: the command line, also where no `skolkval` command is installed."""

import sys

from skolkval.cli import main

sys.exit(main())
