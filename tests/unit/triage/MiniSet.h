// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/triage/Training.h"

/// A small set of labelled messages, made up for the tests: three labels that a model of any worth tells apart.
namespace stillgate::triage {

inline std::vector<Example> miniSet()
{
    const auto add = [](std::vector<Example>& to, const char* label, std::initializer_list<const char*> texts) {
        for (const char* text : texts) {
            to.push_back({text, label});
        }
    };
    std::vector<Example> out;
    add(out, "refund",
        {"I was charged twice, please refund one payment", "refund me the second charge",
         "you took 129.00 two times, refund it", "money back for the double payment please",
         "I want a refund for the duplicate charge", "please refund order ORD-7719, it was charged twice",
         "the payment was taken double, I need my money back", "can you refund the extra charge on my card",
         "double charge on my account, refund please", "refund the second payment of 40 euros"});
    add(out, "delivery",
        {"where is my parcel", "my parcel has not arrived yet", "when will the delivery come",
         "the delivery is late, where is it now", "tracking says delivered but no parcel is here", "has my parcel been sent",
         "the parcel was due on Monday and has not come", "when does my delivery arrive", "parcel still not delivered",
         "track my delivery please"});
    add(out, "password",
        {"I forgot my password", "reset my password please", "the password reset link does not work",
         "I cannot sign in, my password is wrong", "how do I change my password", "no reset mail has come, I cannot sign in",
         "password not accepted", "please send the reset link again", "sign in fails with my password",
         "need a new password to sign in"});
    return out;
}

/// Few passes are enough for it.
inline TrainingOptions miniOptions(std::uint64_t seed = 1)
{
    TrainingOptions options;
    options.sgd.seed = seed;
    return options;
}

} // namespace stillgate::triage
