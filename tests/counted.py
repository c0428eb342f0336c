"""The beginning of a program that counts the patterns which the package compiles."""

COUNTED = """
import json, sys
import regex
compiled = []
compile = regex.compile
def counted(*arguments, **named):
    compiled.append(str(arguments[0]))
    return compile(*arguments, **named)
regex.compile = counted
from reportparse.__main__ import run
"""
