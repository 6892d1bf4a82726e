//===- RelaxAttrs.td - attributes of the relax dialect --------------------===//
//
// The device on which a tensor lives.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_RELAXATTRS_TD
#define DIALECTS_RELAX_RELAXATTRS_TD

include "mlir/IR/AttrTypeBase.td"
include "dialects/relax/RelaxBase.td"

class Relax_Attr<string name, string attrMnemonic, list<Trait> traits = []> : AttrDef<Relax_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
}

def Relax_VDeviceAttr : Relax_Attr<"VDevice", "vdevice"> {
  let summary = "A virtual device and a memory of it";
  let description = [{
    Names a device by kind and number, and a memory scope of it. The scope `"global"` may be left out.

    ```mlir
    #relax.vdevice<"cuda", 0>
    #relax.vdevice<"cuda", 1, "shared">
    ```
  }];
  let parameters = (ins
    StringRefParameter<"the kind of device">:$kind,
    "int64_t":$index,
    StringRefParameter<"the memory of the device", "\"global\"">:$scope
  );
  let assemblyFormat = "`<` $kind `,` $index (`,` $scope^)? `>`";
  let genVerifyDecl = 1;
}

#endif // DIALECTS_RELAX_RELAXATTRS_TD
