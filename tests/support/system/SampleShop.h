// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/Json.h"
#include "core/base/Money.h"

namespace stillgate {

/// An order that was paid twice, and whose it is.
struct DoubleCharge {
    std::string order;
    std::string customer;
    std::string name;
    std::string email;
    std::string firstPayment;
    std::string secondPayment; ///< the one to be given back
    Money amount; ///< of each payment
};

/// The shipped sample books, and further orders that were paid twice.
class SampleShop {
public:
    SampleShop();

    /// Another customer with such an order. `cents` of EUR.
    [[nodiscard]] DoubleCharge addDoubleCharge(std::int64_t cents);
    /// The sandbox's seed.
    [[nodiscard]] const Json& books() const { return m_books; }

private:
    void add(std::string_view table, Json row);

    Json m_books;
    int m_added = 0;
};

/// The order of the product's showcase: ORD-7719, 129.00 EUR.
[[nodiscard]] DoubleCharge showcase();
/// What its customer writes: a message of the shipped sample day, by its id.
[[nodiscard]] Json sampleMessage(std::string_view id);
/// The complaint about such an order, as intake takes it.
[[nodiscard]] Json complaintAbout(const DoubleCharge& charge, const std::string& messageId);

/// A file of the project.
[[nodiscard]] std::string projectFile(const std::string& path);

} // namespace stillgate
