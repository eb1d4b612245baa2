;; Cuts plain rows of CSV and decodes their fields, sixteen bytes at a time: what RowReader, decodeGb18030 and takeUtf8
;; do, for the rows that need none of their care. Addresses are given by row-kernel.ts; whoever reads or writes sixteen
;; bytes may go fifteen beyond what is meant, so behind each region stands some room.
(module
  (memory (export "memory") 80)

  ;; Cuts rows from $at on, at most $most, and stops in front of the first that is not plain: with a quote at the
  ;; beginning of a field, a NUL, a lone CR, nothing in it, another number of fields than $width, or cut by $end.
  ;; Writes the end of each field to $ends, $width a row; the start of each row and of the one behind the last to $starts.
  ;; Answers how many rows.
  (func (export "cut")
    (param $at i32) (param $end i32) (param $delimiter i32) (param $width i32)
    (param $ends i32) (param $starts i32) (param $most i32) (result i32)
    (local $rows i32)
    (local $row i32)      ;; where the row begins
    (local $field i32)    ;; where the field begins
    (local $fields i32)   ;; fields of the row that have ended
    (local $block i32) (local $bytes v128) (local $delimiters v128)
    (local $marks i32)    ;; bit for each byte of the block that may mean something
    (local $place i32) (local $byte i32)
    (local.set $delimiters (i8x16.splat (local.get $delimiter)))
    (local.set $block (local.get $at))
    (local.set $row (local.get $at))
    (local.set $field (local.get $at))
    (i32.store (local.get $starts) (local.get $at))
    (block $stop
      (loop $blocks
        (br_if $stop (i32.ge_u (local.get $block) (local.get $end)))
        (local.set $bytes (v128.load (local.get $block)))
        ;; NUL, LF and CR are below fourteen.
        (local.set $marks (i8x16.bitmask (v128.or
          (i8x16.lt_u (local.get $bytes) (v128.const i8x16 14 14 14 14 14 14 14 14 14 14 14 14 14 14 14 14))
          (v128.or
            (i8x16.eq (local.get $bytes) (local.get $delimiters))
            (i8x16.eq (local.get $bytes) (v128.const i8x16 34 34 34 34 34 34 34 34 34 34 34 34 34 34 34 34))))))
        (block $done (loop $each
          (br_if $done (i32.eqz (local.get $marks)))
          (local.set $place (i32.add (local.get $block) (i32.ctz (local.get $marks))))
          (local.set $marks (i32.and (local.get $marks) (i32.sub (local.get $marks) (i32.const 1))))
          (br_if $stop (i32.ge_u (local.get $place) (local.get $end)))
          (local.set $byte (i32.load8_u (local.get $place)))
          (if (i32.eq (local.get $byte) (local.get $delimiter)) (then
            (local.set $fields (i32.add (local.get $fields) (i32.const 1)))
            (br_if $stop (i32.ge_u (local.get $fields) (local.get $width)))
            (i32.store (local.get $ends) (local.get $place))
            (local.set $ends (i32.add (local.get $ends) (i32.const 4)))
            (local.set $field (i32.add (local.get $place) (i32.const 1)))
            (br $each)))
          (if (i32.eq (local.get $byte) (i32.const 34)) (then
            (br_if $stop (i32.eq (local.get $place) (local.get $field)))
            (br $each)))
          ;; The LF of a CR LF, or another of the control characters.
          (br_if $each (i32.lt_u (local.get $place) (local.get $row)))
          (br_if $stop (i32.eqz (local.get $byte)))
          (br_if $each (i32.and
            (i32.ne (local.get $byte) (i32.const 10))
            (i32.ne (local.get $byte) (i32.const 13))))
          (br_if $stop (i32.ne (i32.add (local.get $fields) (i32.const 1)) (local.get $width)))
          ;; Nothing but delimiters.
          (br_if $stop (i32.eq (i32.sub (local.get $place) (local.get $row)) (local.get $fields)))
          (i32.store (local.get $ends) (local.get $place))
          (if (i32.eq (local.get $byte) (i32.const 13)) (then
            (local.set $place (i32.add (local.get $place) (i32.const 1)))
            (br_if $stop (i32.ge_u (local.get $place) (local.get $end)))
            (br_if $stop (i32.ne (i32.load8_u (local.get $place)) (i32.const 10)))))
          (local.set $ends (i32.add (local.get $ends) (i32.const 4)))
          (local.set $row (i32.add (local.get $place) (i32.const 1)))
          (local.set $field (local.get $row))
          (local.set $fields (i32.const 0))
          (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
          (i32.store (local.get $starts) (local.get $row))
          (local.set $rows (i32.add (local.get $rows) (i32.const 1)))
          (br_if $stop (i32.eq (local.get $rows) (local.get $most)))
          (br $each)))
        (local.set $block (i32.add (local.get $block) (i32.const 16)))
        (br $blocks)))
    (local.get $rows))

  ;; One field of each of the rows [$first, $rows) that were cut, as UTF-8 behind its length in four bytes, to $target; an empty one
  ;; takes no bytes. Where each ends goes to $told, counted from $base for the byte at $target.
  ;; $ends points to the end of the field in row nought, $stride bytes lie between rows; $begins to where the field
  ;; before it ends, or where the row begins, and the field stands $behind bytes behind it; $step bytes between rows.
  ;; $pairs is a table of characters by their two bytes, the first lowest: their UTF-8 and, uppermost, how many bytes of
  ;; it; nought for none. Without a table ($pairs 0) bytes are copied as they are.
  ;; Answers the first row that is not done: it holds something else than ASCII and pairs.
  (func (export "decode")
    (param $first i32) (param $rows i32)
    (param $begins i32) (param $step i32) (param $behind i32) (param $ends i32) (param $stride i32)
    (param $pairs i32) (param $target i32) (param $base i32) (param $told i32) (result i32)
    (local $row i32) (local $from i32) (local $to i32) (local $at i32) (local $pair i32) (local $plain i32)
    (local $bytes v128)
    (local.set $row (local.get $first))
    (local.set $base (i32.sub (local.get $base) (local.get $target)))
    (local.set $begins (i32.add (local.get $begins) (i32.mul (local.get $first) (local.get $step))))
    (local.set $ends (i32.add (local.get $ends) (i32.mul (local.get $first) (local.get $stride))))
    (block $all
      (loop $next
        (br_if $all (i32.ge_u (local.get $row) (local.get $rows)))
        (local.set $from (i32.add (i32.load (local.get $begins)) (local.get $behind)))
        (local.set $to (i32.load (local.get $ends)))
        (if (i32.ne (local.get $from) (local.get $to)) (then
          (local.set $at (i32.add (local.get $target) (i32.const 4)))
          (block $whole
            (loop $more
              ;; ASCII, as far as it goes.
              (local.set $bytes (v128.load (local.get $from)))
              (v128.store (local.get $at) (local.get $bytes))
              (local.set $plain (if (result i32) (local.get $pairs)
                (then (i32.ctz (i32.or (i8x16.bitmask (local.get $bytes)) (i32.const 0x10000))))
                (else (i32.const 16))))
              (if (i32.ge_u (local.get $plain) (i32.sub (local.get $to) (local.get $from))) (then
                (local.set $at (i32.add (local.get $at) (i32.sub (local.get $to) (local.get $from))))
                (br $whole)))
              (local.set $from (i32.add (local.get $from) (local.get $plain)))
              (local.set $at (i32.add (local.get $at) (local.get $plain)))
              (br_if $more (i32.eq (local.get $plain) (i32.const 16)))
              (loop $pairing
                (br_if $all (i32.ge_u (i32.add (local.get $from) (i32.const 1)) (local.get $to)))
                (local.set $pair (i32.load (i32.add (local.get $pairs) (i32.shl (i32.load16_u (local.get $from)) (i32.const 2)))))
                (br_if $all (i32.eqz (local.get $pair)))
                (i32.store (local.get $at) (local.get $pair))
                (local.set $at (i32.add (local.get $at) (i32.shr_u (local.get $pair) (i32.const 24))))
                (local.set $from (i32.add (local.get $from) (i32.const 2)))
                (br_if $whole (i32.eq (local.get $from) (local.get $to)))
                (br_if $pairing (i32.ge_u (i32.load8_u (local.get $from)) (i32.const 0x80))))
              (br $more)))
          (i32.store (local.get $target) (i32.sub (i32.sub (local.get $at) (local.get $target)) (i32.const 4)))
          (local.set $target (local.get $at))))
        (i32.store (local.get $told) (i32.add (local.get $base) (local.get $target)))
        (local.set $told (i32.add (local.get $told) (i32.const 4)))
        (local.set $begins (i32.add (local.get $begins) (local.get $step)))
        (local.set $ends (i32.add (local.get $ends) (local.get $stride)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $next)))
    (local.get $row)))
