#!/bin/sh
# Stands in for the helper program of the dbgeng engine as a client: sees the processes 1 to 1000. Of each tenth one nothing
# is told but its pid. Variables: noted, a file that gets every command; silent, a pid that is left out of details;
# given_up, stops in the middle of a list and waits for a further line, which should be a cancel.

row() { # separator pid more
    case $2 in
    *0) printf '%s{"pid":%d}' "$1" "$2" ;;
    *) printf '%s{"pid":%d,"path":"C:\\\\p%d.exe"%s}' "$1" "$2" "$2" "$3" ;;
    esac
}

rows() { # pids more
    separator=
    printf '{"id":%d,"processes":[' "$id"
    for pid in $1; do
        [ "$pid" = "$silent" ] && continue
        row "$separator" "$pid" "$2"
        separator=,
    done
    echo ']}'
}

list() {
    printf '{"id":%d,"total":1000,"pids":[%s]}\n' "$id" "$(seq -s , 1 1000)"
    if [ "$given_up" ]; then
        rows "1 2 3"
        read -r line
        echo "$line" >> "$noted"
        echo '{"id":'"$id"',"error":{"call":"x","code":2147943623}}'
        return
    fi
    for from in $(seq 1 50 1000); do
        rows "$(seq "$from" $((from + 49)))"
    done
    echo '{"id":'"$id"',"ok":{}}'
}

details() {
    pids=${line#*\"pids\":[}
    rows "$(echo "${pids%%]*}" | tr , ' ')" ',"text":"Session: 1  User: VM\\lab  Command Line: p -a"'
    echo '{"id":'"$id"',"ok":{}}'
}

echo '{"procdeck-dbgeng-host":2,"pid":1}'
read -r line
echo '{"engine":"10.0"}'
while read -r line; do
    echo "$line" >> "${noted:-/dev/null}"
    id=${line#*\"id\":}
    id=${id%%[!0-9]*}
    case $line in
    *'"do":"processes"'*) list ;;
    *'"do":"details"'*) details ;;
    *'"do":"cancel"'*) ;;
    *) echo '{"id":'"$id"',"ok":{}}' ;;
    esac
done
