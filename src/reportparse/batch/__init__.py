"""Many reports in one run: sources in, one folder of results and its manifest out."""
