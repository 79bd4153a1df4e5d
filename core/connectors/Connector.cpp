// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connectors/Connector.h"

#include <algorithm>

namespace stillgate {

const OperationSpec* findOperation(const Connector& connector, std::string_view name)
{
    const std::vector<OperationSpec>& operations = connector.operations();
    const auto found = std::find_if(operations.begin(), operations.end(),
                                    [&](const OperationSpec& operation) { return operation.name == name; });
    return found != operations.end() ? &*found : nullptr;
}

} // namespace stillgate
