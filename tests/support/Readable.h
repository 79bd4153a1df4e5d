// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QTest>

#include "core/base/Result.h"

/// Lets a failed QCOMPARE print what it compared, and a failed result say why.
namespace QTest {

template <>
inline char* toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

template <>
inline char* toString(const std::string_view& text)
{
    return toString(std::string(text));
}

} // namespace QTest

/// The value of a result that must have one; the test fails with the error's text where it has none.
#define STILLGATE_VERIFY_VALUE(result)                                                                                         \
    do {                                                                                                                       \
        const auto& theValue = (result);                                                                                       \
        QVERIFY2(theValue.has_value(), theValue ? "" : theValue.error().text().c_str());                                       \
    } while (false)

/// A result that must be an error of one code.
#define STILLGATE_VERIFY_CODE(result, expectedCode)                                                                            \
    do {                                                                                                                       \
        const auto& theResult = (result);                                                                                      \
        QVERIFY2(!theResult.has_value(), "expected an error");                                                                 \
        QCOMPARE(stillgate::toString(theResult.error().code), stillgate::toString(expectedCode));                              \
    } while (false)

/// A result that must be an error of one code, at one place.
#define STILLGATE_VERIFY_ERROR(result, expectedCode, expectedWhere)                                                            \
    do {                                                                                                                       \
        const auto& theFailure = (result);                                                                                     \
        STILLGATE_VERIFY_CODE(theFailure, expectedCode);                                                                       \
        QCOMPARE(theFailure.error().where, std::string(expectedWhere));                                                        \
    } while (false)
