"""What is here for pytest? Nothing: these are the scripts of a small app that other tests start."""

collect_ignore_glob = ["*"]
