// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-fuse-ops-by-pattern

module attributes {relax.patterns} {
  // expected-error @below {{must be a 'pdl.pattern', as everything in a module of patterns}}
  func.func private @f()
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %t = type
    %op = operation "relax.exp" -> (%t : !pdl.type)
    // expected-error @below {{the rewrite of a pattern must be 'relax.group'}}
    rewrite %op with "my.rewrite"
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %t = type
    %op = operation "relax.exp" -> (%t : !pdl.type)
    // expected-error @below {{the rewrite of a pattern must be 'relax.group'}}
    rewrite %op {
      erase %op
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %t = type
    %op = operation "relax.exp" -> (%t : !pdl.type)
    // expected-error @below {{the arguments of 'relax.group' must be one constant string and operations, got 0 strings}}
    rewrite %op with "relax.group"
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %t = type
    %name = attribute = 3
    %op = operation "relax.exp" -> (%t : !pdl.type)
    // expected-error @below {{the arguments of 'relax.group' must be one constant string and operations, got '!pdl.attribute'}}
    rewrite %op with "relax.group"(%name : !pdl.attribute)
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %t = type
    %op = operation "relax.exp" -> (%t : !pdl.type)
    // expected-error @below {{no native function can be called but 'relax.group', as the rewrite of a pattern}}
    apply_native_constraint "my.constraint"(%op : !pdl.operation)
    rewrite %op with "relax.group"
  }
}
relax.func private @declared(!relax.object)
