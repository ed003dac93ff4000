#!/bin/sh
# Doubles numbers: seq 5 | actormap map -- samples/double.sh
# The shell writes each line as it is printed: nothing is to be flushed.
while read -r number; do
  echo $((number * 2))
done
