use std::fmt;

// ANCHOR: lit
fn light(lamp: &mut Lamp<Oil>) {
    lamp.lit = true;
}
// ANCHOR_END: lit
