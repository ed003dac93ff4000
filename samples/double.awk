# Doubles numbers: seq 5 | actormap map -- awk -W interactive -f samples/double.awk
# The answer must leave at once: awk keeps output back, and fflush() sends it. (mawk keeps input back as well, but for -W interactive; gawk and others do not.)
{ print $1 * 2; fflush() }
