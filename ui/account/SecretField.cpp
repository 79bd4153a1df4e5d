// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/SecretField.h"

#include "core/base/Password.h"

namespace stillgate {

void makeSecret(KitLineEdit& field, Echo echo)
{
    field.setEchoMode(echo == Echo::Hidden ? QLineEdit::Password : QLineEdit::Normal);
    field.setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    field.setContextMenuPolicy(Qt::NoContextMenu);
}

std::string takeSecret(KitLineEdit& field)
{
    QByteArray bytes = field.text().toUtf8();
    std::string out(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    bytes.fill('\0');
    // The old text goes through the field's own buffer, over which the same number of other letters is written first.
    field.setText(QString(field.text().size(), QLatin1Char('x')));
    field.clear();
    return out;
}

void wipeText(std::string& secret)
{
    wipe({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
    secret.clear();
}

} // namespace stillgate
