// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/Result.h"

namespace stillgate {

/// The head of an HTTP/1.1 request (RFC 9112), read more strictly than Qt reads it, so that both find the same fields in it.
struct HttpHead {
    struct Field {
        std::string name; ///< lower case
        std::string value; ///< without white space around it
    };

    std::string method;
    std::string target;
    std::vector<Field> fields;

    /// All values of a field, in their order.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view lowerName) const;
    /// The value of a field that stands once; empty otherwise.
    [[nodiscard]] std::string_view value(std::string_view lowerName) const;
};

/// `head` runs from the request line to the empty line that ends it. Malformed: another version, a folded line, a lone carriage
/// return or line feed, a control character, a name that is no token (RFC 9110 section 5.6.2).
[[nodiscard]] Result<HttpHead> parseHttpHead(std::string_view head);

/// The items of a comma-separated list, without white space around them and without the empty ones.
[[nodiscard]] std::vector<std::string_view> listItems(std::string_view list);
[[nodiscard]] bool equalIgnoringCase(std::string_view left, std::string_view right);

/// How a request is turned away.
struct HttpRefusal {
    int status = 400;
    std::string_view phrase; ///< of the status line
    std::string_view reason; ///< one line for a person, the whole body
    std::string_view field; ///< "Name: value" of a further header field, where the status asks for one

    friend bool operator==(const HttpRefusal&, const HttpRefusal&) = default;
};

/// The whole answer; the connection ends behind it.
[[nodiscard]] std::string httpAnswer(const HttpRefusal& refusal);

} // namespace stillgate
