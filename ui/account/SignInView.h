// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/account/SignInPresenter.h"

namespace stillgate {

class KitButton;
class KitLabel;
class KitLineEdit;

/// Where one gets in: one card in the middle of the window. Enter goes on from field to field and tries in the last one. Object names:
/// signInTitle, loginField, nameField, invitationField, passwordField, againField, codeField, signInSubmit, signInOther, signInTrouble,
/// signInNotice, totpSecret, totpCopySecret, totpCopyUri.
class SignInView final : public QWidget {
    Q_OBJECT

public:
    /// The presenter outlives the view.
    explicit SignInView(SignInPresenter& presenter, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Field {
        QWidget* block;
        KitLineEdit* edit;
    };
    [[nodiscard]] KitLineEdit* addField(const QString& label, const QString& hint, const char* name,
                                        std::vector<SignInStep> steps);
    void layOutForm();
    void layOutPage();
    void layOutSecret();
    void onChanged();
    void showStep();
    void submit();
    void goOn(const KitLineEdit* from);
    void focusFirst();
    [[nodiscard]] bool isAsked(const KitLineEdit* edit) const;

    struct Asked {
        Field field;
        KitLabel* label;
        std::vector<SignInStep> steps;
    };

    SignInPresenter& m_presenter;
    SignInStep m_shown = SignInStep::Looking;
    std::vector<Asked> m_fields;
    QWidget* m_form;
    KitLabel* m_title;
    KitLabel* m_text;
    KitLabel* m_notice;
    KitLabel* m_trouble;
    KitLabel* m_place;
    KitLabel* m_device;
    KitLineEdit* m_login = nullptr;
    KitLineEdit* m_name = nullptr;
    KitLineEdit* m_invitation = nullptr;
    KitLineEdit* m_password = nullptr;
    KitLineEdit* m_again = nullptr;
    KitLineEdit* m_code = nullptr;
    QWidget* m_secretBlock;
    KitLabel* m_secret;
    KitButton* m_copySecret;
    KitButton* m_copyUri;
    KitButton* m_submit;
    KitButton* m_other;
};

} // namespace stillgate
