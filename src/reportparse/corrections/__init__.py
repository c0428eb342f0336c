"""Marks of reviewers: which doubts there are to mark, and what a mark means for the report.

doubts.doubts_of(report)                  all that a reviewer has to look at, worst first
sidecar.read_corrections(bytes)           the sidecar file, checked
settle.settle(report, corrections)        each mark beside what it is about
"""
