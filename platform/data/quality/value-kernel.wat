;; Looks at the values of a column, piece by piece, for value-kernel.ts: what is usual is settled here, at the rest it
;; stops. Values lie behind each other at $bytes, each after its length in four bytes; an empty one takes no bytes.
;; Whoever reads or writes sixteen bytes may go fifteen beyond what is meant, so behind each region stands some room.
(module
  (memory (export "memory") 6)
  ;; Where things are: the values; behind each, counted from $shift; what is told of each; its state; texts that are
  ;; written and behind each of them; a bit for each division that there is.
  (global $bytes (export "bytes") i32 (i32.const 0x0))
  (global $ends (export "ends") i32 (i32.const 0x20100))
  (global $told (export "told") i32 (i32.const 0x24200))
  (global $states (export "states") i32 (i32.const 0x28300))
  (global $written (export "written") i32 (i32.const 0x2a000))
  (global $writtenEnds (export "writtenEnds") i32 (i32.const 0x3a000))
  (global $divisions (export "divisions") i32 (i32.const 0x40000))
  ;; GB 11643: what a weighted sum modulo eleven is checked by.
  (data (i32.const 0x3f000) "10X98765432")

  ;; The state of a value that was read, as in states.ts.
  (global $read i32 (i32.const 1))

  (func $start (param $place i32) (param $shift i32) (result i32)
    (i32.add (i32.const 4) (if (result i32) (local.get $place)
      (then (i32.sub
        (i32.load (i32.add (global.get $ends) (i32.shl (i32.sub (local.get $place) (i32.const 1)) (i32.const 2))))
        (local.get $shift)))
      (else (i32.const 0)))))

  (func $end (param $place i32) (param $shift i32) (result i32)
    (i32.sub
      (i32.load (i32.add (global.get $ends) (i32.shl (local.get $place) (i32.const 2))))
      (local.get $shift)))

  (func $tell (param $place i32) (param $value i32)
    (i32.store (i32.add (global.get $told) (i32.shl (local.get $place) (i32.const 2))) (local.get $value)))

  (func $settle (param $place i32) (param $state i32)
    (i32.store8 (i32.add (global.get $states) (local.get $place)) (local.get $state)))

  ;; Far below nought when it is none.
  (func $digit (param $at i32) (result i32)
    (local $value i32)
    (local.set $value (i32.sub (i32.load8_u (local.get $at)) (i32.const 48)))
    (select (local.get $value) (i32.const -1000) (i32.lt_u (local.get $value) (i32.const 10))))

  (func $two (param $at i32) (result i32)
    (i32.add
      (i32.mul (call $digit (local.get $at)) (i32.const 10))
      (call $digit (i32.add (local.get $at) (i32.const 1)))))

  ;; One digit or two.
  (func $oneOrTwo (param $at i32) (param $end i32) (result i32)
    (if (i32.eq (i32.sub (local.get $end) (local.get $at)) (i32.const 2)) (then (return (call $two (local.get $at)))))
    (if (i32.eq (i32.sub (local.get $end) (local.get $at)) (i32.const 1)) (then (return (call $digit (local.get $at)))))
    (i32.const -1))

  ;; A day as YYYYMMDD; nought when there is none such.
  (func $dayOf (param $year i32) (param $month i32) (param $day i32) (result i32)
    (local $last i32)
    (if (i32.or
      (i32.or (i32.lt_s (local.get $year) (i32.const 1000)) (i32.gt_s (local.get $year) (i32.const 9999)))
      (i32.or
        (i32.or (i32.lt_s (local.get $month) (i32.const 1)) (i32.gt_s (local.get $month) (i32.const 12)))
        (i32.lt_s (local.get $day) (i32.const 1))))
      (then (return (i32.const 0))))
    ;; Months have 31 days and 30 in turn, and begin anew with August.
    (local.set $last (i32.add (i32.const 30) (i32.and (i32.const 1)
      (i32.add (local.get $month) (i32.shr_u (local.get $month) (i32.const 3))))))
    (if (i32.eq (local.get $month) (i32.const 2)) (then
      (local.set $last (i32.add (i32.const 28) (i32.and
        (i32.eqz (i32.and (local.get $year) (i32.const 3)))
        (i32.or
          (i32.ne (i32.rem_u (local.get $year) (i32.const 100)) (i32.const 0))
          (i32.eqz (i32.rem_u (local.get $year) (i32.const 400)))))))))
    (if (i32.gt_s (local.get $day) (local.get $last)) (then (return (i32.const 0))))
    (i32.add
      (i32.mul (local.get $year) (i32.const 10000))
      (i32.add (i32.mul (local.get $month) (i32.const 100)) (local.get $day))))

  ;; A day written 2016-1-2, 2016/01/02 or 20160102, as readDay of day.ts reads it; nought when it is none.
  (func $readDay (param $start i32) (param $end i32) (result i32)
    (local $length i32) (local $year i32) (local $mark i32) (local $second i32)
    (local.set $length (i32.sub (local.get $end) (local.get $start)))
    (if (i32.or (i32.lt_u (local.get $length) (i32.const 8)) (i32.gt_u (local.get $length) (i32.const 10)))
      (then (return (i32.const 0))))
    (local.set $mark (call $two (local.get $start)))
    (local.set $second (call $two (i32.add (local.get $start) (i32.const 2))))
    (if (i32.lt_s (i32.or (local.get $mark) (local.get $second)) (i32.const 0)) (then (return (i32.const 0))))
    (local.set $year (i32.add (i32.mul (local.get $mark) (i32.const 100)) (local.get $second)))
    (local.set $mark (i32.load8_u (i32.add (local.get $start) (i32.const 4))))
    (if (i32.and (i32.ne (local.get $mark) (i32.const 45)) (i32.ne (local.get $mark) (i32.const 47))) (then
      (if (i32.ne (local.get $length) (i32.const 8)) (then (return (i32.const 0))))
      (return (call $dayOf (local.get $year)
        (call $two (i32.add (local.get $start) (i32.const 4)))
        (call $two (i32.add (local.get $start) (i32.const 6)))))))
    (local.set $second (i32.add (local.get $start)
      (select (i32.const 6) (i32.const 7)
        (i32.eq (i32.load8_u (i32.add (local.get $start) (i32.const 6))) (local.get $mark)))))
    (if (i32.ne (i32.load8_u (local.get $second)) (local.get $mark)) (then (return (i32.const 0))))
    (call $dayOf (local.get $year)
      (call $oneOrTwo (i32.add (local.get $start) (i32.const 5)) (local.get $second))
      (call $oneOrTwo (i32.add (local.get $second) (i32.const 1)) (local.get $end))))

  (func $writeTwo (param $at i32) (param $value i32)
    (local $tens i32)
    (local.set $tens (i32.div_u (local.get $value) (i32.const 10)))
    (i32.store8 (local.get $at) (i32.add (i32.const 48) (local.get $tens)))
    (i32.store8 (i32.add (local.get $at) (i32.const 1))
      (i32.add (i32.const 48) (i32.sub (local.get $value) (i32.mul (local.get $tens) (i32.const 10))))))

  ;; Tells the days of values from $first on and writes them as texts, YYYY-MM-DD; empty ones stay empty. Where texts
  ;; end is counted from $base for the beginning. Answers the first value that is no day as it stands, or $count.
  (func (export "days") (param $first i32) (param $count i32) (param $shift i32) (param $base i32) (result i32)
    (local $start i32) (local $end i32) (local $day i32) (local $at i32) (local $to i32)
    (local.set $at (global.get $written))
    (local.set $base (i32.sub (local.get $base) (local.get $at)))
    (local.set $to (global.get $writtenEnds))
    (block $stop (loop $next
      (br_if $stop (i32.ge_u (local.get $first) (local.get $count)))
      (local.set $start (call $start (local.get $first) (local.get $shift)))
      (local.set $end (call $end (local.get $first) (local.get $shift)))
      (if (i32.gt_s (local.get $end) (local.get $start)) (then
        (local.set $day (call $readDay (local.get $start) (local.get $end)))
        (br_if $stop (i32.eqz (local.get $day)))
        (call $tell (local.get $first) (local.get $day))
        (call $settle (local.get $first) (global.get $read))
        (i32.store (local.get $at) (i32.const 10))
        (i32.store (i32.add (local.get $at) (i32.const 4)) (i32.load (local.get $start)))
        (i32.store8 (i32.add (local.get $at) (i32.const 8)) (i32.const 45))
        (local.set $day (i32.rem_u (local.get $day) (i32.const 10000)))
        (call $writeTwo (i32.add (local.get $at) (i32.const 9)) (i32.div_u (local.get $day) (i32.const 100)))
        (i32.store8 (i32.add (local.get $at) (i32.const 11)) (i32.const 45))
        (call $writeTwo (i32.add (local.get $at) (i32.const 12)) (i32.rem_u (local.get $day) (i32.const 100)))
        (local.set $at (i32.add (local.get $at) (i32.const 14)))))
      (i32.store (local.get $to) (i32.add (local.get $base) (local.get $at)))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $first (i32.add (local.get $first) (i32.const 1)))
      (br $next)))
    (local.get $first))

  ;; Does the check character hold? As birthInCitizenId of engines/identifiers has it, sixteen digits at a time.
  (func $isChecked (param $start i32) (result i32)
    (local $digits v128) (local $last i32) (local $sums v128)
    (local.set $digits (i8x16.sub (v128.load (local.get $start)) (i8x16.splat (i32.const 48))))
    (if (i32.eqz (i8x16.all_true (i8x16.lt_u (local.get $digits) (i8x16.splat (i32.const 10)))))
      (then (return (i32.const 0))))
    (local.set $last (call $digit (i32.add (local.get $start) (i32.const 16))))
    (if (i32.lt_s (local.get $last) (i32.const 0)) (then (return (i32.const 0))))
    (local.set $sums (i32x4.extadd_pairwise_i16x8_u (i16x8.add
      (i16x8.extmul_low_i8x16_u (local.get $digits) (v128.const i8x16 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4))
      (i16x8.extmul_high_i8x16_u (local.get $digits) (v128.const i8x16 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4)))))
    (i32.eq
      (i32.load8_u (i32.add (local.get $start) (i32.const 17)))
      (i32.load8_u (i32.add (i32.const 0x3f000) (i32.rem_u
        (i32.add
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
            (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums))))
          (i32.shl (local.get $last) (i32.const 1)))
        (i32.const 11))))))

  (func $isDivision (param $division i32) (result i32)
    (i32.and (i32.const 1) (i32.shr_u
      (i32.load8_u (i32.add (global.get $divisions) (i32.shr_u (local.get $division) (i32.const 3))))
      (i32.and (local.get $division) (i32.const 7)))))

  ;; The birth in a citizen identity number, nought when it is none, born after the day $last or of no division.
  (func $birth (param $start i32) (param $end i32) (param $last i32) (result i32)
    (local $year i32) (local $birth i32)
    (if (i32.ne (i32.sub (local.get $end) (local.get $start)) (i32.const 18)) (then (return (i32.const 0))))
    (if (i32.eqz (call $isChecked (local.get $start))) (then (return (i32.const 0))))
    (local.set $year (i32.add
      (i32.mul (call $two (i32.add (local.get $start) (i32.const 6))) (i32.const 100))
      (call $two (i32.add (local.get $start) (i32.const 8)))))
    (if (i32.or (i32.lt_s (local.get $year) (i32.const 1800)) (i32.gt_s (local.get $year) (i32.const 2099)))
      (then (return (i32.const 0))))
    (local.set $birth (call $dayOf (local.get $year)
      (call $two (i32.add (local.get $start) (i32.const 10)))
      (call $two (i32.add (local.get $start) (i32.const 12)))))
    (if (i32.gt_u (local.get $birth) (local.get $last)) (then (return (i32.const 0))))
    (if (call $isDivision
      (i32.add
        (i32.mul (call $two (local.get $start)) (i32.const 10000))
        (i32.add
          (i32.mul (call $two (i32.add (local.get $start) (i32.const 2))) (i32.const 100))
          (call $two (i32.add (local.get $start) (i32.const 4))))))
      (then (return (local.get $birth))))
    (i32.const 0))

  ;; Tells births of values from $first on; answers the first that is no eighteen digits and capitals, or $count.
  (func (export "births")
    (param $first i32) (param $count i32) (param $shift i32) (param $last i32) (result i32)
    (local $start i32) (local $end i32) (local $birth i32)
    (block $stop (loop $next
      (br_if $stop (i32.ge_u (local.get $first) (local.get $count)))
      (local.set $start (call $start (local.get $first) (local.get $shift)))
      (local.set $end (call $end (local.get $first) (local.get $shift)))
      (if (i32.gt_s (local.get $end) (local.get $start)) (then
        (local.set $birth
          (call $birth (local.get $start) (local.get $end) (local.get $last)))
        (if (i32.eqz (local.get $birth)) (then
          (br_if $stop (i32.ne (i32.sub (local.get $end) (local.get $start)) (i32.const 18)))
          (br_if $stop (i32.eqz (call $isPlain (local.get $start) (local.get $end))))))
        (call $tell (local.get $first) (local.get $birth))
        (call $settle (local.get $first) (global.get $read))))
      (local.set $first (i32.add (local.get $first) (i32.const 1)))
      (br $next)))
    (local.get $first))

  ;; ASCII digits and capitals only?
  (func $isPlain (param $at i32) (param $end i32) (result i32)
    (local $bytes v128) (local $left i32) (local $meant i32)
    (loop $next
      (local.set $bytes (v128.load (local.get $at)))
      (local.set $left (i32.sub (local.get $end) (local.get $at)))
      (local.set $meant (select (i32.const 0xffff)
        (i32.sub (i32.shl (i32.const 1) (local.get $left)) (i32.const 1))
        (i32.ge_u (local.get $left) (i32.const 16))))
      (if (i32.ne (local.get $meant) (i32.and (local.get $meant) (i8x16.bitmask (v128.or
        (i8x16.lt_u (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 48))) (i8x16.splat (i32.const 10)))
        (i8x16.lt_u (i8x16.sub (local.get $bytes) (i8x16.splat (i32.const 65))) (i8x16.splat (i32.const 26)))))))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 1))

  ;; Answers the first value from $first on that holds something else than ASCII digits and capitals, or $count.
  (func (export "identifiers") (param $first i32) (param $count i32) (param $shift i32) (result i32)
    (local $start i32) (local $end i32)
    (block $stop (loop $next
      (br_if $stop (i32.ge_u (local.get $first) (local.get $count)))
      (local.set $start (call $start (local.get $first) (local.get $shift)))
      (local.set $end (call $end (local.get $first) (local.get $shift)))
      (if (i32.gt_s (local.get $end) (local.get $start)) (then
        (br_if $stop (i32.eqz (call $isPlain (local.get $start) (local.get $end))))
        (call $settle (local.get $first) (global.get $read))))
      (local.set $first (i32.add (local.get $first) (i32.const 1)))
      (br $next)))
    (local.get $first))

  ;; Is there a blank at either end? In UTF-8 U+3000 is E3 80 80 and U+00A0 is C2 A0; both are read backwards as they lie in memory.
  (func $hasBlankEnd (param $start i32) (param $end i32) (result i32)
    (if (i32.or
      (i32.le_u (i32.load8_u (local.get $start)) (i32.const 32))
      (i32.le_u (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 32)))
      (then (return (i32.const 1))))
    (i32.or
      (i32.or
        (i32.eq (i32.load16_u (local.get $start)) (i32.const 0xa0c2))
        (i32.eq (i32.and (i32.load (local.get $start)) (i32.const 0xffffff)) (i32.const 0x8080e3)))
      (i32.or
        (i32.eq (i32.load16_u (i32.sub (local.get $end) (i32.const 2))) (i32.const 0xa0c2))
        (i32.eq (i32.shr_u (i32.load (i32.sub (local.get $end) (i32.const 4))) (i32.const 8)) (i32.const 0x8080e3)))))

  ;; Answers the first value from $first on that has a blank at either end, or $count.
  (func (export "texts") (param $first i32) (param $count i32) (param $shift i32) (result i32)
    (local $start i32) (local $end i32)
    (block $stop (loop $next
      (br_if $stop (i32.ge_u (local.get $first) (local.get $count)))
      (local.set $start (call $start (local.get $first) (local.get $shift)))
      (local.set $end (call $end (local.get $first) (local.get $shift)))
      (if (i32.gt_s (local.get $end) (local.get $start)) (then
        (br_if $stop (call $hasBlankEnd (local.get $start) (local.get $end)))
        (call $settle (local.get $first) (global.get $read))))
      (local.set $first (i32.add (local.get $first) (i32.const 1)))
      (br $next)))
    (local.get $first))

  ;; Thirty-two bits of the bytes, as hashBytes of engines/parquet has them.
  (func $hash (param $at i32) (param $end i32) (result i32)
    (local $hash i32) (local $length i32)
    (local.set $length (i32.sub (local.get $end) (local.get $at)))
    (local.set $hash (local.get $length))
    (block $last (loop $next
      (br_if $last (i32.ge_u (i32.add (local.get $at) (i32.const 4)) (local.get $end)))
      (local.set $hash (i32.mul (i32.const 0x2c1b3c6d) (i32.xor (local.get $hash) (i32.load (local.get $at)))))
      (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
      (local.set $at (i32.add (local.get $at) (i32.const 4)))
      (br $next)))
    (if (i32.ge_u (local.get $length) (i32.const 4))
      (then (local.set $hash (i32.mul (i32.const 0x2c1b3c6d)
        (i32.xor (local.get $hash) (i32.load (i32.sub (local.get $end) (i32.const 4)))))))
      (else (loop $next
        (local.set $hash (i32.mul (i32.const 0x2c1b3c6d) (i32.xor (local.get $hash) (i32.load8_u (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $at) (local.get $end))))))
    (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
    (local.set $hash (i32.mul (local.get $hash) (i32.const 0x297a2d39)))
    (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))

  ;; Tells a hash of each value, nought of an empty one only.
  (func (export "hashes") (param $count i32) (param $shift i32)
    (local $place i32) (local $start i32) (local $end i32) (local $hash i32)
    (block $stop (loop $next
      (br_if $stop (i32.ge_u (local.get $place) (local.get $count)))
      (local.set $start (call $start (local.get $place) (local.get $shift)))
      (local.set $end (call $end (local.get $place) (local.get $shift)))
      (local.set $hash (i32.const 0))
      (if (i32.gt_s (local.get $end) (local.get $start)) (then
        (local.set $hash (call $hash (local.get $start) (local.get $end)))
        (local.set $hash (select (local.get $hash) (i32.const 1) (local.get $hash)))))
      (call $tell (local.get $place) (local.get $hash))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (br $next))))
)
