<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Handling</name>
    <message numerus="yes">
        <source>%Ln lead(s) are yours now</source>
        <translation>
            <numerusform>%Ln lead is yours now</numerusform>
            <numerusform>%Ln leads are yours now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s) given to {name}</source>
        <translation>
            <numerusform>%Ln lead given to {name}</numerusform>
            <numerusform>%Ln leads given to {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %Ln lead(s) to</source>
        <translation>
            <numerusform>Give %Ln lead to</numerusform>
            <numerusform>Give %Ln leads to</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeadsPage</name>
    <message numerus="yes">
        <source>%Ln lead(s)</source>
        <translation>
            <numerusform>%Ln lead</numerusform>
            <numerusform>%Ln leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>Import a list, or take some of the %Ln lead(s) that nobody holds (U).</source>
        <translation>
            <numerusform>Import a list, or take the lead that nobody holds (U).</numerusform>
            <numerusform>Import a list, or take some of the %Ln leads that nobody holds (U).</numerusform>
        </translation>
    </message>
</context>
</TS>
